import { GitCompareArrows } from 'lucide-react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { DiffView } from '#components/ui/diff-view.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { DriftView } from '#lib/domain/views.ts';

const words: Record<DriftView['change'], string> = {
  edited: 'was edited',
  deleted: 'was deleted',
  added: 'was added',
};

/** Changes that were made by hand in the cluster, each with what was different and who did it. */
export function DriftList({ drift }: { drift: readonly DriftView[] }) {
  if (drift.length === 0) {
    return (
      <EmptyState icon={GitCompareArrows} title="No drift was seen">
        When someone edits or deletes a managed object by hand, it is put back and shows up here.
      </EmptyState>
    );
  }
  return (
    <ul className="grid">
      {drift.map((item) => (
        <DriftItem key={item.id} item={item} />
      ))}
    </ul>
  );
}

function DriftItem({ item }: { item: DriftView }) {
  const { kind, name, change, manager, fields, detectedAt, healedAt } = item;
  return (
    <li className="grid gap-2 border-b px-4 py-3 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-0 grow">
          {kind} <code className="font-mono text-sm">{name}</code> {words[change]}
          {manager ? (
            <>
              {' '}
              by <code className="font-mono text-sm">{manager}</code>
            </>
          ) : null}{' '}
          <TimeAgo at={detectedAt} className="text-subtle" />
        </p>
        {healedAt ? (
          <StatusBadge tone="ok" label={`Put back in ${healTime(detectedAt, healedAt)}`} />
        ) : (
          <StatusBadge tone="warning" label="Open" />
        )}
      </div>
      {fields.length > 0 ? (
        <details>
          <summary className="inline-block leading-6 text-accent underline underline-offset-3">
            What was different
            <span className="sr-only">
              {' '}
              in {kind} {name}
            </span>
          </summary>
          <div className="pt-2">
            <DiffView
              caption={`Fields of ${kind} ${name}`}
              beforeLabel="As agreed"
              afterLabel="In the cluster"
              changes={fields.map(({ path, desired, observed }) => ({
                path,
                before: readable(desired),
                after: readable(observed),
              }))}
            />
          </div>
        </details>
      ) : null}
    </li>
  );
}

function healTime(from: string, to: string): string {
  const milliseconds = Math.max(0, Date.parse(to) - Date.parse(from));
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Lists and objects arrive as one line of JSON; indented they can be compared by eye. */
function readable(value: string): string {
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}
