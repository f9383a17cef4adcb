import { environmentHref } from '#components/environments/environment-href.ts';
import { TextLink } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { ConsumerList, ConsumerView } from '#lib/domain/usage-views.ts';

type ConsumerTableProps = {
  list: ConsumerList;
  /** What the key is called. */
  label: string;
  team: string;
  /** Say of which environment each is. */
  named?: boolean;
};

const measuredWords = {
  yes: 'Really used is what the metrics API of the cluster measured.',
  absent: 'What workloads really use is not known: this cluster has no metrics API.',
  failed: 'What workloads really use is not known: the metrics API of the cluster did not answer.',
};

/** The workloads that take most of one quota key. */
export function ConsumerTable({ list, label, team, named = false }: ConsumerTableProps) {
  const columns: Column<ConsumerView>[] = [
    { key: 'owner', header: 'Workload', cell: ({ kind, name }) => `${kind} ${name}` },
    ...(named
      ? [
          {
            key: 'environment',
            header: 'Environment',
            cell: ({ environment }: ConsumerView) => (
              <TextLink href={environmentHref(team, environment, 'usage')}>{environment}</TextLink>
            ),
          },
        ]
      : []),
    { key: 'pods', header: 'Pods', align: 'end', cell: ({ podsText }) => podsText },
    { key: 'amount', header: label, align: 'end', cell: ({ amountText }) => amountText },
    ...(list.items.some(({ actualText }) => actualText !== null)
      ? [
          {
            key: 'actual',
            header: 'Really used',
            align: 'end' as const,
            cell: ({ actualText }: ConsumerView) => actualText ?? 'not known',
          },
        ]
      : []),
  ];
  return (
    <>
      <DataTable
        caption={`Workloads by ${label}`}
        columns={columns}
        rows={list.items}
        rowKey={({ environment, kind, name }) => `${environment}/${kind}/${name}`}
        empty={
          <EmptyState title={`No workload takes any of ${label}`} className="py-6">
            Deploy something, and what takes most shows up here within half a minute.
          </EmptyState>
        }
      />
      <p className="border-t px-4 py-2 text-sm text-muted">
        {measuredWords[list.measured]}
        {list.countedAt === null ? null : (
          <>
            {' '}
            Counted <TimeAgo at={list.countedAt} />.
          </>
        )}
      </p>
    </>
  );
}
