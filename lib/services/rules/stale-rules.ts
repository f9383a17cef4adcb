import { AppError } from '#lib/domain/error.ts';

/** What is said when other rules were switched on since the ones at hand were begun. */
export function staleRules(): AppError {
  return new AppError(
    'STALE',
    'Other rules were switched on meanwhile. Begin again from those, and simulate again.',
  );
}
