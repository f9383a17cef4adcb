import { ChevronRight } from 'lucide-react';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { ObjectStatus } from '#lib/domain/condition.ts';

export type DesiredObject = { kind: string; name: string; yaml: string };

type ObjectListProps = { objects: readonly DesiredObject[]; statuses: readonly ObjectStatus[] };

/** Every object of the desired state, folded, with the step that it has reached in the cluster. */
export function ObjectList({ objects, statuses }: ObjectListProps) {
  if (objects.length === 0) return <EmptyState title="The desired state has no objects" />;
  return (
    <ul>
      {objects.map((object) => (
        <li key={`${object.kind}/${object.name}`} className="border-b last:border-b-0">
          <ObjectItem
            object={object}
            status={statuses.find(({ kind, name }) => kind === object.kind && name === object.name)}
          />
        </li>
      ))}
    </ul>
  );
}

function ObjectItem({ object, status }: { object: DesiredObject; status: ObjectStatus | undefined }) {
  return (
    <details className="group">
      <summary className="flex min-h-10 flex-wrap items-center gap-x-2 px-4 py-1.5 hover:bg-sunken/50">
        <ChevronRight aria-hidden className="size-4 shrink-0 text-subtle group-open:rotate-90" />
        <span>{object.kind}</span>
        <code className="min-w-0 font-mono text-sm break-all text-muted">{object.name}</code>
        <span className="ml-auto text-sm text-subtle">
          {status ? (
            <>
              {status.step} <TimeAgo at={status.at} />
            </>
          ) : (
            'waiting'
          )}
        </span>
      </summary>
      <div className="px-4 pb-4">
        <CodeBlock code={object.yaml} label={`${object.kind} ${object.name}, desired`} />
      </div>
    </details>
  );
}
