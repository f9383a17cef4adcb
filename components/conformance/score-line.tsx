import { StatusBadge } from '#components/ui/badge.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import { scoreText } from '#lib/domain/conformance.ts';
import type { ConformanceRunView } from '#lib/domain/conformance-views.ts';

type ScoreLineProps = { run: ConformanceRunView; waived: number };

/** The score in one line: what passed of how many, what is by design or waived, and when it was found out. */
export function ScoreLine({ run, waived }: ScoreLineProps) {
  const { finishedAt, requestedBy } = run;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <ScoreBadge run={run} waived={waived} />
      <span className="text-sm text-subtle">
        {requestedBy === null ? 'Checked by itself' : `Asked for by ${requestedBy}, checked`}{' '}
        <TimeAgo at={finishedAt} />
      </span>
    </p>
  );
}

/** The score as a badge; its colour says whether anything is left that fails and is not waived. */
export function ScoreBadge({ run: { problem, score }, waived }: ScoreLineProps) {
  if (problem !== null) return <StatusBadge tone="danger" label="Could not run" />;
  const open = score.failed + score.errors - waived;
  const extra = waived === 0 ? '' : `, ${waived} waived`;
  const tone = open > 0 ? 'danger' : waived > 0 ? 'warning' : 'ok';
  return <StatusBadge tone={tone} label={`${scoreText(score)}${extra}`} />;
}
