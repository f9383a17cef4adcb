import { EmptyState } from '#components/ui/empty-state.tsx';
import { VersionNote } from '#components/ui/version-note.tsx';
import type { CapacityView } from '#lib/domain/capacity/views.ts';
import { resourceLabel } from '#lib/domain/resource-key.ts';
import { factorText } from './capacity-form-values.ts';

/** Who planned what, when and why; newest first. */
export function CapacityHistory({ versions }: { versions: CapacityView['history'] }) {
  if (versions.length === 0)
    return (
      <EmptyState title="Nobody has made a plan yet" className="py-6">
        Until there is one, nothing limits what budgets promise together.
      </EmptyState>
    );
  return (
    <ol>
      {versions.map(({ version, keys, reason, createdBy, createdAt }) => (
        <li key={version} className="grid gap-1 px-4 py-3 not-first:border-t">
          <VersionNote version={version} reason={reason} createdBy={createdBy} createdAt={createdAt} />
          <ul className="text-sm tabular-nums">
            {Object.entries(keys).map(([key, { amount, perMille }]) => (
              <li key={key} className="break-words">
                {resourceLabel(key)}: {amount ?? 'as the nodes tell'} × {factorText(perMille)}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
