import { Alert } from '#components/ui/alert.tsx';
import { DiffView } from '#components/ui/diff-view.tsx';

/** What a change of the settings would do. */
export type Review = {
  /** The settings that were looked at, as JSON: only these are saved. */
  settings: string;
  environments: number;
  changes: readonly { object: string; path: string; before: string; after: string; environments: number }[];
};

export function environmentsText(count: number): string {
  return count === 1 ? '1 environment' : `${count} environments`;
}

/** The effect of a change before it is saved: how many environments, and which fields of which objects. */
export function PlatformReview({ review: { environments, changes } }: { review: Review }) {
  const objects = [...new Set(changes.map(({ object }) => object))];
  return (
    <section aria-label="What changes" className="grid gap-3">
      <Alert
        live
        tone={changes.length === 0 ? 'neutral' : 'warning'}
        title={
          changes.length === 0
            ? 'No object changes'
            : `${objects.length === 1 ? '1 object changes' : `${objects.length} kinds of objects change`}, in ${environmentsText(environments)} at most`
        }
      >
        {environments === 0
          ? 'There is no environment yet; the next ones begin with these settings.'
          : `Saving brings ${environmentsText(environments)} to the new settings, one after the other.`}
      </Alert>
      {objects.map((object) => (
        <div key={object} className="grid gap-1">
          <p className="text-sm break-words text-muted">{object}</p>
          <DiffView
            caption={`Changes of ${object}`}
            changes={changes
              .filter((change) => change.object === object)
              .map(({ path, before, after, environments: count }) => ({
                path: `${path === '' ? 'the object' : path}, in ${environmentsText(count)}`,
                before: before || undefined,
                after: after || undefined,
              }))}
          />
        </div>
      ))}
    </section>
  );
}
