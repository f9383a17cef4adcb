import type { Obstacle, PreflightAnswer, PreflightOutcome } from './answer.ts';

/** The one line above an answer, and how grave it is. */
export interface PreflightSummary {
  tone: 'good' | 'warning' | 'bad';
  text: string;
}

const done: Partial<Record<PreflightOutcome, string>> = {
  create: 'made',
  rendered: 'made',
  change: 'changed',
  replace: 'replaced',
  delete: 'deleted',
};

/** What an answer comes to. A refusal is worse than workloads in the way, which go on running. */
export function summaryOfPreflight({ objects, obstacles }: PreflightAnswer): PreflightSummary {
  const refused = objects.filter(({ outcome }) => outcome === 'refused').length;
  if (refused > 0)
    return {
      tone: 'bad',
      text: `The cluster would refuse ${refused} of ${counted(objects.length, 'object')}.`,
    };
  const inTheWay = obstacles.filter(({ topic }) => topic !== 'loss');
  if (inTheWay.length > 0) return { tone: 'warning', text: `${whoStands(inTheWay)}.` };
  const losses = obstacles.filter(({ topic }) => topic === 'loss');
  if (losses.length > 0) return { tone: 'warning', text: `${namesIn(losses)} would be lost.` };
  const words = wordsFor(objects.map(({ outcome }) => outcome));
  return {
    tone: 'good',
    text: words === '' ? 'Nothing would change in the cluster.' : `Nothing stands in the way: ${words}.`,
  };
}

function whoStands(obstacles: readonly Obstacle[]): string {
  const names = namesIn(obstacles);
  if (names === '') return 'More is in use than would be left';
  return `${names} ${names.startsWith('1 ') && !names.includes(' and ') ? 'stands' : 'stand'} in the way`;
}

/** How many pods and volume claims the obstacles name, each once: "2 pods and 1 volume claim"; empty where none is named. */
function namesIn(obstacles: readonly Obstacle[]): string {
  const names = new Set(obstacles.flatMap(({ names }) => names.map((name) => name.replace(/ \(.*$/, ''))));
  // Pods that Pod Security tells of together are others each time; elsewhere those not named may be the same ones.
  const [apart, same] = [true, false].map((isApart) =>
    obstacles.filter(({ topic }) => (topic === 'pod-security') === isApart).map(({ more: count }) => count),
  );
  const more = Math.max(
    0,
    ...(same ?? []),
    (apart ?? []).reduce((sum, count) => sum + count, 0),
  );
  const claims = [...names].filter((name) => name.startsWith('volume claim ')).length;
  const pods = names.size - claims + more;
  return [counted(pods, 'pod'), counted(claims, 'volume claim')]
    .filter((part) => !part.startsWith('0 '))
    .join(' and ');
}

function wordsFor(outcomes: readonly PreflightOutcome[]): string {
  const groups = Map.groupBy(
    outcomes.flatMap((outcome) => done[outcome] ?? []),
    (word) => word,
  );
  const parts = [...groups].map(([word, { length }], index) =>
    index === 0 ? `${counted(length, 'object')} ${length === 1 ? 'is' : 'are'} ${word}` : `${length} ${word}`,
  );
  return parts.join(', ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
