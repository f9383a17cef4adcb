import { DiffView } from '#components/ui/diff-view.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { VersionNote } from '#components/ui/version-note.tsx';
import type { PlatformSettings } from '#lib/domain/platform.ts';
import { platformChanges } from './platform-form-values.ts';

type PlatformHistoryProps = {
  versions: readonly {
    version: number;
    settings: PlatformSettings;
    before: PlatformSettings | null;
    reason: string;
    createdBy: string;
    createdAt: string;
  }[];
};

/** Who changed what, when and why; newest first. */
export function PlatformHistory({ versions }: PlatformHistoryProps) {
  if (versions.length === 0)
    return (
      <EmptyState title="Nobody has changed the settings yet">
        What the product brings along holds. Each change is kept here with who made it and why.
      </EmptyState>
    );
  return (
    <ol>
      {versions.map(({ version, settings, before, reason, createdBy, createdAt }) => (
        <li key={version} className="grid gap-2 px-4 py-3 not-first:border-t">
          <VersionNote version={version} reason={reason} createdBy={createdBy} createdAt={createdAt} />
          {before === null ? null : (
            <DiffView
              caption={`What v${version} changed`}
              beforeLabel={`v${version - 1}`}
              afterLabel={`v${version}`}
              changes={platformChanges(before, settings)}
            />
          )}
        </li>
      ))}
    </ol>
  );
}
