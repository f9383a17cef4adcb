import { Card } from '#components/ui/card.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { type AnswerFacts, kept } from '#lib/domain/slo.ts';
import { KeptBadge, stretchText } from './kept-badge.tsx';

type AnswerSloProps = {
  title: string;
  description: string;
  goal: { percent: number };
  facts: readonly AnswerFacts[];
};

const observedText = ({ days, observedMinutes }: AnswerFacts) =>
  `${Math.min(100, Math.floor((observedMinutes / (days * 24 * 60)) * 100))} %`;

/** How often something answered in each stretch, and of how much of it anybody asked. */
export function AnswerSlo({ title, description, goal: { percent }, facts }: AnswerSloProps) {
  const columns: Column<AnswerFacts>[] = [
    { key: 'stretch', header: 'Stretch', cell: ({ days }) => stretchText(days) },
    {
      key: 'kept',
      header: `${percent} % answered`,
      cell: ({ answered, failed }) => <KeptBadge kept={kept(answered, answered + failed, percent)} />,
    },
    { key: 'answered', header: 'Answered', align: 'end', cell: ({ answered }) => answered },
    { key: 'failed', header: 'Not answered', align: 'end', cell: ({ failed }) => failed },
    { key: 'observed', header: 'Time observed', align: 'end', cell: observedText },
  ];
  return (
    <Card title={title} description={description} flush>
      <DataTable caption={title} columns={columns} rows={facts} rowKey={({ days }) => String(days)} />
    </Card>
  );
}
