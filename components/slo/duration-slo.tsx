import { Card } from '#components/ui/card.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { durationText } from '#components/ui/duration-text.ts';
import { type DurationFacts, kept } from '#lib/domain/slo.ts';
import { KeptBadge, stretchText } from './kept-badge.tsx';

type DurationSloProps = {
  title: string;
  description: string;
  goal: { percent: number; seconds: number };
  facts: readonly DurationFacts[];
};

const timeText = (seconds: number | null) => (seconds === null ? '–' : durationText(seconds * 1000));

/** How long something took in each stretch, and whether that was as promised. */
export function DurationSlo({ title, description, goal, facts }: DurationSloProps) {
  const { percent, seconds } = goal;
  const columns: Column<DurationFacts>[] = [
    { key: 'stretch', header: 'Stretch', cell: ({ days }) => stretchText(days) },
    {
      key: 'kept',
      header: `${percent} % within ${seconds} s`,
      cell: ({ within, count }) => <KeptBadge kept={kept(within, count, percent)} />,
    },
    { key: 'count', header: 'Counted', align: 'end', cell: ({ count }) => count },
    { key: 'open', header: 'Still open', align: 'end', cell: ({ open }) => open },
    { key: 'p50', header: 'Half within', align: 'end', cell: ({ p50 }) => timeText(p50) },
    { key: 'p95', header: '95 % within', align: 'end', cell: ({ p95 }) => timeText(p95) },
    { key: 'p99', header: '99 % within', align: 'end', cell: ({ p99 }) => timeText(p99) },
  ];
  return (
    <Card title={title} description={description} flush>
      <DataTable caption={title} columns={columns} rows={facts} rowKey={({ days }) => String(days)} />
    </Card>
  );
}
