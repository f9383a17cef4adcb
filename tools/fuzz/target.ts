import fc from 'fast-check';

/** One promise that must hold for whatever anybody sends. */
export interface FuzzTarget {
  name: string;
  promise: string;
  property: fc.IRawProperty<unknown, false>;
}

/** How a run over one target went. */
export interface FuzzResult {
  name: string;
  cases: number;
  seed: number;
  /** The counterexample and what it broke; null when the promise held. */
  failure: string | null;
}

/** Makes a target; the check throws or answers false when the promise is broken. */
export function target<T extends [unknown, ...unknown[]]>(
  name: string,
  promise: string,
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  check: (...values: T) => boolean,
): FuzzTarget {
  const property = fc.property(...arbitraries, (...values) => check(...(values as unknown as T)));
  return { name, promise, property: property as fc.IRawProperty<unknown, false> };
}

/** Tries `cases` inputs; the same seed tries the same inputs. */
export function runTarget(
  { name, property }: FuzzTarget,
  options: { cases: number; seed: number },
): FuzzResult {
  const { cases, seed } = options;
  const details = fc.check(property, { numRuns: cases, seed });
  const failure = details.counterexample === null ? null : (fc.defaultReportMessage(details) ?? 'broken');
  return { name, cases: details.numRuns, seed, failure };
}
