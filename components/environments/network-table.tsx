import { Check, X } from 'lucide-react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import type { ReachLine, ReachRow } from '#lib/domain/network/reachability.ts';

const columns: Column<ReachRow>[] = [
  { key: 'peer', header: 'Who', cell: ({ peer }) => peer },
  { key: 'egress', header: 'Pods here reach it', cell: ({ egress }) => <Reach lines={egress} /> },
  { key: 'ingress', header: 'It reaches pods here', cell: ({ ingress }) => <Reach lines={ingress} /> },
];

/** The matrix: who reaches whom, and on which ports. */
export function NetworkTable({ rows }: { rows: readonly ReachRow[] }) {
  return <DataTable caption="Who can reach whom" columns={columns} rows={rows} rowKey={({ peer }) => peer} />;
}

function Reach({ lines }: { lines: readonly ReachLine[] }) {
  if (lines.length === 0)
    return (
      <span className="inline-flex items-center gap-1.5 text-muted">
        <X aria-hidden className="size-4" />
        Denied
      </span>
    );
  return (
    <ul className="grid min-w-0 gap-1">
      {lines.map((line) => (
        <li
          key={`${line.pods} ${line.ports} ${line.part.join()}`}
          className="flex min-w-0 items-start gap-1.5"
        >
          <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
          <span className="min-w-0 break-words">
            Allowed on {line.ports}
            {line.pods === '' ? null : <Detail label="pods with" text={line.pods} />}
            {line.part.length === 0 ? null : <Detail label="only" text={line.part.join('; ')} />}
            {line.byTenant ? (
              <>
                {' '}
                <StatusBadge tone="warning" label={`By your policy ${line.policies.join(', ')}`} />
              </>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Detail({ label, text }: { label: string; text: string }) {
  return (
    <span className="block text-sm text-subtle">
      {label} <span className="font-mono break-all">{text}</span>
    </span>
  );
}
