import { TextLink } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import type { Sort } from '#components/ui/list-url.ts';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { RequestView } from '#lib/domain/request-views.ts';
import { RequestBadge } from './request-badge.tsx';
import { typeWords } from './request-words.ts';

type RequestTableProps = {
  requests: readonly RequestView[];
  sort: Sort;
  sortHref: (column: string) => string;
};

const columns: Column<RequestView>[] = [
  {
    key: 'number',
    header: 'Request',
    sortable: true,
    cell: ({ number, title }) => (
      <TextLink href={`/requests/${number}`}>
        <span className="tabular-nums">#{number}</span> {title}
      </TextLink>
    ),
  },
  { key: 'type', header: 'Kind', sortable: true, cell: ({ type }) => typeWords[type] },
  { key: 'team', header: 'Team', cell: ({ team }) => team?.name ?? '–' },
  { key: 'state', header: 'State', cell: ({ state }) => <RequestBadge state={state} /> },
  { key: 'requester', header: 'Asked by', cell: ({ requester }) => requester.name },
  {
    key: 'created',
    header: 'Age',
    sortable: true,
    align: 'end',
    cell: ({ createdAt }) => <TimeAgo at={createdAt} />,
  },
];

export function RequestTable({ requests, ...rest }: RequestTableProps) {
  return <DataTable caption="Requests" columns={columns} rows={requests} rowKey={({ id }) => id} {...rest} />;
}
