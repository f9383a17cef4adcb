import type { ConformanceRunView } from '#lib/domain/conformance-views.ts';

const width = 8;
const height = 32;

type RunHistoryProps = { runs: readonly ConformanceRunView[] };

/** The last runs as a small line of bars, oldest first; what it says is also there as text. */
export function RunHistory({ runs }: RunHistoryProps) {
  const inOrder = [...runs].reverse();
  const said = `Passed or by design in the last ${runs.length === 1 ? 'run' : `${runs.length} runs`}, oldest first: ${inOrder.map(inWords).join(', ')}`;
  return (
    <figure aria-label={said}>
      <svg width={inOrder.length * width} height={height} className="max-w-full" aria-hidden>
        {inOrder.map((run, index) => (
          <RunBar key={run.id} run={run} x={index * width} />
        ))}
      </svg>
      <figcaption aria-hidden className="text-sm text-subtle">
        {runs.length === 1 ? 'One run so far' : `Last ${runs.length} runs`}
      </figcaption>
    </figure>
  );
}

function RunBar({ run, x }: { run: ConformanceRunView; x: number }) {
  const { passed, byDesign, total } = run.score;
  const good = total === 0 ? 0 : ((passed + byDesign) / total) * height;
  return (
    <>
      <rect x={x} width={width - 2} height={height} className={total === 0 ? 'fill-sunken' : 'fill-danger'} />
      <rect x={x} y={height - good} width={width - 2} height={good} className="fill-ok" />
    </>
  );
}

function inWords({ problem, score }: ConformanceRunView): string {
  return problem === null ? `${score.passed + score.byDesign} of ${score.total}` : 'could not run';
}
