/** What the product promises: so many percent of all within so many seconds, or answered. */
export const objectives = {
  ready: { percent: 99, seconds: 10 },
  healing: { percent: 99, seconds: 10 },
  cluster: { percent: 99.9 },
} as const;

/** The stretches looked at, in days until now. */
export const sloDays = [1, 7, 30] as const;

/** Durations within one stretch. */
export interface DurationFacts {
  days: number;
  /** How many count: those that came to their end, and those that are late. */
  count: number;
  within: number;
  /** What has not come to its end, late or not. */
  open: number;
  /** Seconds; null where nothing came to its end. */
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

/** Answers within one stretch. */
export interface AnswerFacts {
  days: number;
  answered: number;
  failed: number;
  /** Minutes in which anybody asked. */
  observedMinutes: number;
}

/** The objectives as they were kept. */
export interface SloView {
  ready: DurationFacts[];
  healing: DurationFacts[];
  cluster: AnswerFacts[];
}

/** How an objective was kept: of nothing there is no share. */
export type Kept = { share: null } | { share: number; isKept: boolean };

/** The share that was as promised; 0…100, cut and not rounded, so that a hundred percent means all. */
export function kept(good: number, all: number, percent: number): Kept {
  if (all === 0) return { share: null };
  const share = Math.floor((good / all) * 100_000) / 1000;
  return { share, isKept: share >= percent };
}
