'use client';

import { DiffView, type FieldChange } from '#components/ui/diff-view.tsx';
import { ChangeFrame } from './change-frame.tsx';
import type { ChangeFormProps } from './resize-form.tsx';

type UpgradeFormProps = ChangeFormProps & {
  /** What the newer version of the class says differently. */
  changes: readonly FieldChange[];
};

/** From the version of the class that the environment follows to the newest. */
export function UpgradeForm({ environment, submit, preview, subject, changes }: UpgradeFormProps) {
  const { namespace, generation } = environment;
  const { name, version, latestVersion } = environment.class;
  return (
    <ChangeFrame
      namespace={namespace}
      submit={submit}
      preview={preview}
      subject={subject}
      payload={{ classVersion: latestVersion, generation }}
      problems={{}}
      submitLabel={`Ask to upgrade ${namespace} to v${latestVersion}`}
    >
      {() => (
        <section className="grid gap-2">
          <input type="hidden" name="classVersion" value={latestVersion} />
          <h2 className="font-medium">
            What changes from {name} v{version} to v{latestVersion}
          </h2>
          <DiffView
            caption={`Changes of the class ${name}`}
            beforeLabel={`v${version}`}
            afterLabel={`v${latestVersion}`}
            changes={changes}
          />
        </section>
      )}
    </ChangeFrame>
  );
}
