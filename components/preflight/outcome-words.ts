import type { PreflightOutcome } from '#lib/domain/preflight/answer.ts';

/** What would become of an object, in a word or two. */
export const outcomeWords: Record<PreflightOutcome, string> = {
  create: 'would be made',
  change: 'would change',
  replace: 'would be replaced',
  delete: 'would be deleted',
  unchanged: 'stays',
  rendered: 'would be made, not tried',
  refused: 'would be refused',
};
