/** What is known of a conflict. */
interface Conflict {
  kind: string;
  name: string;
  manager: string | null;
  paths: readonly string[];
  times: number;
}

/** "kubectl-edit and Bailiwick disagree about spec.hard.pods of ResourceQuota bailiwick: 14 times in the last hour" */
export function conflictSentence({ kind, name, manager, paths, times }: Conflict): string {
  const what =
    paths.length === 0 ? `whether ${kind} ${name} exists` : `${commonPath(paths)} of ${kind} ${name}`;
  return `${manager ?? 'Somebody'} and Bailiwick disagree about ${what}: ${times} times in the last hour`;
}

/** What to do about it, in a sentence or two. */
export function conflictWayOut({ kind, manager, paths }: Conflict): string {
  const stop = `Find what writes as ${manager ?? 'an unknown field manager'} and have it leave ${kind} objects of Bailiwick alone.`;
  const isQuota =
    kind === 'ResourceQuota' && paths.length > 0 && paths.every((path) => path.startsWith('spec.hard.'));
  if (isQuota) return `${stop} If the other size is right, ask for it as a request; then both agree.`;
  return `${stop} An admin can pause healing of the environment while that is sorted out.`;
}

/** The one path, or the longest one that all of them lie under. */
export function commonPath(paths: readonly string[]): string {
  const [first = '', ...others] = paths.map((path) => path.split('.'));
  if (first === '') return '';
  const shared = first.findIndex((part, index) => others.some((other) => other[index] !== part));
  const length = shared === -1 ? Math.min(first.length, ...others.map((other) => other.length)) : shared;
  return length === 0 ? paths.join(', ') : first.slice(0, length).join('.');
}
