import { environmentHref } from '#components/environments/environment-href.ts';
import { TextLink } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import type { Sort } from '#components/ui/list-url.ts';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { ConformanceLine } from '#lib/domain/conformance-views.ts';
import { ScoreBadge } from './score-line.tsx';

type ConformanceTableProps = {
  lines: readonly ConformanceLine[];
  sort: Sort;
  sortHref: (column: string) => string;
};

const columns: Column<ConformanceLine>[] = [
  {
    key: 'namespace',
    header: 'Namespace',
    sortable: true,
    cell: ({ environment: { namespace, slug, team } }) => (
      <TextLink href={environmentHref(team.slug, slug, 'conformance')} className="font-mono">
        {namespace}
      </TextLink>
    ),
  },
  {
    key: 'team',
    header: 'Team',
    cell: ({ environment: { team } }) => <TextLink href={`/teams/${team.slug}`}>{team.name}</TextLink>,
  },
  {
    key: 'score',
    header: 'Score',
    sortable: true,
    cell: ({ latest, waived }) =>
      latest ? (
        <ScoreBadge run={latest} waived={waived} />
      ) : (
        <span className="text-subtle">not checked yet</span>
      ),
  },
  {
    key: 'checked',
    header: 'Checked',
    sortable: true,
    align: 'end',
    cell: ({ latest }) =>
      latest ? <TimeAgo at={latest.finishedAt} /> : <span className="text-subtle">–</span>,
  },
];

/** Environments with the score of their last run, one line each. */
export function ConformanceTable({ lines, ...rest }: ConformanceTableProps) {
  return (
    <DataTable
      caption="Conformance of environments"
      columns={columns}
      rows={lines}
      rowKey={({ environment }) => environment.namespace}
      {...rest}
    />
  );
}
