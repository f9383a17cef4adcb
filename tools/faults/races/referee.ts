import type { Ending } from './contend.ts';
import type { Judgement } from './race.ts';

/** What a race was, besides right or wrong. */
export interface Verdict {
  /** What was wrong with it, in words. */
  wrong: string[];
  /** Somebody was told for a while that it is not known what became of his click. */
  isUnsure: boolean;
  /** The winner learned of it only by looking: the answer to his click was lost. */
  isUnheard: boolean;
  /** Nobody won, and nobody was told that somebody did: those who did not give up were left without an answer. */
  isUndecided: boolean;
}

/**
 * Compares what everybody was told with what the database knows. One wins, and only one; who is told that he was too late was.
 * Where the database gives no answer it may be that nobody wins; then nothing happened, and everybody knows that he does not know.
 */
export function referee(endings: readonly Ending[], { wins, wrong }: Judgement): Verdict {
  const count = (kind: Ending['kind']) => endings.filter((ending) => ending.kind === kind).length;
  const isUnsure = endings.some(({ wasUnsure }) => wasUnsure);
  const isUndecided = wins === 0 && count('unsure') > 0 && count('late') === 0;
  const isUnheard = wins === 1 && count('won') === 0 && isUnsure;
  return {
    wrong: [
      ...(wins === 1 || isUndecided ? [] : [`the database knows of ${wins} winners`]),
      ...(count('won') === 1 || isUnheard || isUndecided ? [] : [`${count('won')} of ${endings.length} won`]),
      ...endings.flatMap(({ told }) => (told === undefined ? [] : [`somebody was told: ${told}`])),
      ...wrong,
    ],
    isUnsure,
    isUnheard,
    isUndecided,
  };
}
