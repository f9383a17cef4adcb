import { UsageChart } from '#components/quota/usage-chart.tsx';
import { StatusBadge } from '#components/ui/badge.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { KeyValue, type KeyValueItem } from '#components/ui/key-value.tsx';
import type { EvidenceKeyView, EvidenceView, NeighbourView, UseShare } from '#lib/domain/evidence/views.ts';
import { percent } from '#lib/domain/percent.ts';
import { verdictWords } from './evidence-words.ts';

type EvidencePanelProps = { evidence: EvidenceView; heading: 'h2' | 'h3' };

/** What the measurements of the last days say about a request: one sentence, then the figures behind it. */
export function EvidencePanel({ evidence, heading }: EvidencePanelProps) {
  const Heading = heading;
  const { verdict, keys, neighbours, days } = evidence;
  return (
    <section className="grid gap-4">
      <Heading className="font-medium">Use in the last {days} days</Heading>
      <div className="grid justify-items-start gap-1.5">
        <StatusBadge {...verdictWords[verdict.tone]} />
        <p>{verdict.sentence}</p>
      </div>
      {keys.length > 0 ? (
        <div className="grid gap-x-8 gap-y-5 md:grid-cols-2">
          {keys.map((each) => (
            <KeyPart key={each.key} part={each} evidence={evidence} />
          ))}
        </div>
      ) : null}
      {neighbours.length > 0 ? <Neighbours neighbours={neighbours} /> : null}
    </section>
  );
}

function KeyPart({ part, evidence }: { part: EvidenceKeyView; evidence: EvidenceView }) {
  const { label, beforeText, afterText, use } = part;
  return (
    <div className="grid content-start gap-2">
      {use === null ? (
        <p className="font-medium">{label}</p>
      ) : (
        <UsageChart
          title={label}
          points={use.points}
          hard={beforeText}
          limitName="limit now"
          from={evidence.from}
          to={evidence.to}
          height={72}
        />
      )}
      <KeyValue
        className="text-sm tabular-nums"
        items={[{ label: 'Limit', value: `${beforeText} → ${afterText}` }, ...factsOf(part)]}
      />
    </div>
  );
}

function factsOf({ use, forecast, refused, budgetText }: EvidenceKeyView): KeyValueItem[] {
  const measured = use === null ? [{ label: 'Used', value: 'not measured' }] : factsOfUse(use);
  return [
    ...measured,
    ...(forecast === null ? [] : [{ label: 'Forecast', value: forecast }]),
    ...(refused ? [{ label: 'Refused', value: 'workloads were refused for lack of it' }] : []),
    ...(budgetText === null ? [] : [{ label: 'Budget after', value: budgetText }]),
  ];
}

function factsOfUse(use: NonNullable<EvidenceKeyView['use']>): KeyValueItem[] {
  return [
    { label: 'Half of the time', value: shareText(use.p50) },
    { label: '95 % of the time', value: shareText(use.p95) },
    { label: 'At the peak', value: shareText(use.max) },
    { label: 'Above 80 %', value: use.highText },
    ...(use.unusedText === null ? [] : [{ label: 'Unused already', value: use.unusedText }]),
  ];
}

const shareWord = (ratio: number | null) => (ratio === null ? '–' : percent(ratio));

function shareText({ text, ratio, ratioAfter }: UseShare): string {
  return `${text} · ${shareWord(ratio)} now, ${shareWord(ratioAfter)} after`;
}

/** What the other environments of the team use, for who decides about another one. */
function Neighbours({ neighbours }: { neighbours: readonly NeighbourView[] }) {
  const labels = neighbours[0]?.cells.map(({ label }) => label) ?? [];
  const columns: Column<NeighbourView>[] = [
    {
      key: 'slug',
      header: 'Environment',
      cell: ({ slug, href }) => <TextLink href={href}>{slug}</TextLink>,
    },
    ...labels.map(
      (label, index): Column<NeighbourView> => ({
        key: label,
        header: label,
        align: 'end',
        cell: ({ cells }) => neighbourText(cells[index]),
      }),
    ),
  ];
  return (
    <div className="rounded-lg border">
      <DataTable
        caption="Highest use of the team’s other environments"
        columns={columns}
        rows={neighbours}
        rowKey={({ slug }) => slug}
      />
    </div>
  );
}

function neighbourText(cell: NeighbourView['cells'][number] | undefined): string {
  if (cell === undefined) return '–';
  if (cell.maxText === null) return `not measured, of ${cell.hardText}`;
  return `${cell.maxText} of ${cell.hardText}${cell.ratio === null ? '' : ` (${percent(cell.ratio)})`}`;
}
