import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { ObjectStatus } from '#lib/domain/condition.ts';
import type { ManagedObjectView } from '#lib/domain/environment-views.ts';
import { FieldDiff } from './field-diff.tsx';
import { objectVerdict } from './object-verdict.ts';

type ObjectListProps = { objects: readonly ManagedObjectView[]; statuses: readonly ObjectStatus[] };

/** Every object on both sides, folded where the cluster is as desired. */
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

function ObjectItem({ object, status }: { object: ManagedObjectView; status: ObjectStatus | undefined }) {
  const { kind, name, desired, observed, changes } = object;
  const verdict = objectVerdict(object);
  return (
    <details className="group" open={verdict.tone === 'warning'}>
      <summary className="flex min-h-10 items-center gap-x-2 px-4 py-1.5 hover:bg-sunken/50">
        <ChevronRight aria-hidden className="size-4 shrink-0 text-subtle group-open:rotate-90" />
        <span className="flex min-w-0 grow flex-wrap items-center gap-x-2">
          <span>{kind}</span>
          <code className="min-w-0 font-mono text-sm break-all text-muted">{name}</code>
          {status ? (
            <span className="text-sm text-subtle sm:ml-auto">
              {status.step} <TimeAgo at={status.at} />
            </span>
          ) : null}
        </span>
        <StatusBadge tone={verdict.tone} label={verdict.label} className="shrink-0" />
      </summary>
      <div className="grid gap-3 px-4 pt-2 pb-4">
        {changes.length > 0 ? (
          <FieldDiff caption={`Fields of ${kind} ${name} that differ`} fields={changes} />
        ) : null}
        <div className="grid gap-3 lg:grid-cols-2">
          <Side title="Desired" label={`${kind} ${name}, desired`} yaml={desired}>
            Nothing: it does not belong to this environment.
          </Side>
          <Side title="Observed" label={`${kind} ${name}, observed`} yaml={observed}>
            {verdict.missing}
          </Side>
        </div>
      </div>
    </details>
  );
}

type SideProps = { title: string; label: string; yaml: string | null; children: ReactNode };

function Side({ title, label, yaml, children }: SideProps) {
  return (
    <div className="grid min-w-0 content-start gap-1">
      <h3 className="text-sm font-medium">{title}</h3>
      {yaml === null ? (
        <p className="text-sm text-subtle">{children}</p>
      ) : (
        <CodeBlock code={yaml} label={label} />
      )}
    </div>
  );
}
