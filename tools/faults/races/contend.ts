import { isOutage } from '#lib/data/outage.ts';
import { AppError } from '#lib/domain/error.ts';

const mostTries = 8;

/** How it ended for one who raced. */
export interface Ending {
  /** `unsure`: he has given up asking, because the database never answered. */
  kind: 'won' | 'late' | 'unsure' | 'surprised';
  /** Whether he was ever told that it is not known what became of his click. */
  wasUnsure: boolean;
  /** What surprised him. */
  told?: string;
}

/**
 * Does what a person does: clicks, and where he is told that the database did not answer he looks again and tries again. Then
 * he may be told that somebody, perhaps he himself, was faster.
 */
export async function contend(click: () => Promise<unknown>, losers: readonly string[]): Promise<Ending> {
  let wasUnsure = false;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const answer = await click().then(
      () => 'won' as const,
      (error: unknown) => read(error, wasUnsure ? [...losers, 'STALE'] : losers),
    );
    if (typeof answer === 'object') return { kind: 'surprised', wasUnsure, ...answer };
    if (answer !== 'unsure') return { kind: answer, wasUnsure };
    wasUnsure = true;
  }
  return { kind: 'unsure', wasUnsure };
}

// Who he is was asked outside of the transaction: there the driver's own error comes through, and nothing was done.
function read(error: unknown, losers: readonly string[]): 'late' | 'unsure' | { told: string } {
  const code = error instanceof AppError ? error.code : '';
  if (losers.includes(code)) return 'late';
  return code === 'UNAVAILABLE' || isOutage(error) ? 'unsure' : { told: `${error}` };
}
