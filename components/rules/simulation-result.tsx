import { typeWords } from '#components/requests/request-words.ts';
import { Alert } from '#components/ui/alert.tsx';
import { StatusBadge } from '#components/ui/badge.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { Simulation, SimulationRow } from '#lib/domain/rules/simulate.ts';
import { simulationWords } from './simulation-words.ts';

const happenedWords: Record<SimulationRow['happened'], string> = {
  rejected: 'rejected by a person',
  automatic: 'granted by a rule',
  approved: 'approved by a person',
  withdrawn: 'withdrawn',
  pending: 'still waits',
};

const columns: Column<SimulationRow>[] = [
  {
    key: 'request',
    header: 'Request',
    cell: ({ number, type, what }) => (
      <>
        <TextLink href={`/requests/${number}`}>#{number}</TextLink> {typeWords[type]} {what}
      </>
    ),
  },
  { key: 'at', header: 'Asked', cell: ({ at }) => <TimeAgo at={at} /> },
  { key: 'happened', header: 'What happened', cell: ({ happened }) => happenedWords[happened] },
  {
    key: 'verdict',
    header: 'By these rules',
    cell: ({ verdict, rule, happened }) => (
      <span className="grid justify-items-start gap-0.5">
        <StatusBadge
          tone={verdict === 'ask' ? 'neutral' : happened === 'rejected' ? 'warning' : 'info'}
          label={verdict === 'approve' ? 'approved' : 'waits for a person'}
        />
        {rule === null ? null : <span className="text-sm text-subtle">{rule}</span>}
      </span>
    ),
  },
  { key: 'why', header: 'Why', cell: ({ why }) => <span className="text-sm break-words">{why}</span> },
];

const teamColumns: Column<Simulation['teams'][number]>[] = [
  { key: 'team', header: 'Team', cell: ({ name }) => name },
  { key: 'approved', header: 'Approved', align: 'end', cell: ({ approved }) => approved },
  { key: 'asked', header: 'Left to a person', align: 'end', cell: ({ asked }) => asked },
];

const ruleColumns: Column<Simulation['byRule'][number]>[] = [
  { key: 'rule', header: 'Rule', cell: ({ rule }) => rule },
  { key: 'approved', header: 'Approved', align: 'end', cell: ({ approved }) => approved },
];

/** What rules would have made of past requests: in numbers, and where it differs from what happened. */
export function SimulationResult({ result, days }: { result: Simulation; days: number }) {
  const { title, tone, lines } = simulationWords(result, days);
  return (
    <>
      <Alert tone={tone} title={title}>
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Alert>
      <Card flush title="Where it differs from what happened">
        <DataTable
          caption="Where it differs from what happened"
          columns={columns}
          rows={result.rows}
          rowKey={({ number }) => String(number)}
          empty={
            <EmptyState title="Nothing would have gone another way" className="py-6">
              {result.requests === 0
                ? 'Nobody asked for anything in this time.'
                : 'People and the rules agree on every request of this time.'}
            </EmptyState>
          }
        />
      </Card>
      {result.requests === 0 ? null : (
        <div className="grid items-start gap-6 md:grid-cols-2">
          <Card flush title="By team">
            <DataTable
              caption="By team"
              columns={teamColumns}
              rows={result.teams}
              rowKey={({ slug }) => slug}
            />
          </Card>
          <Card flush title="By rule">
            <DataTable
              caption="By rule"
              columns={ruleColumns}
              rows={result.byRule}
              rowKey={({ rule }) => rule}
              empty={<EmptyState title="No rule approves anything" className="py-6" />}
            />
          </Card>
        </div>
      )}
    </>
  );
}
