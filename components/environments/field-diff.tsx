import { DiffView } from '#components/ui/diff-view.tsx';
import { fieldTexts } from './field-text.ts';

type FieldDiffProps = {
  caption: string;
  /** Both sides as JSON text; the empty text where the field is absent. */
  fields: readonly { path: string; desired: string; observed: string }[];
};

/** The fields in which an object of the cluster differs from the desired one. */
export function FieldDiff({ caption, fields }: FieldDiffProps) {
  return (
    <DiffView
      caption={caption}
      beforeLabel="Desired"
      afterLabel="Observed"
      changes={fields.map(({ path, desired, observed }) => ({
        path,
        ...fieldTexts(desired, observed),
      }))}
    />
  );
}
