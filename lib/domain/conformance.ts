/** What a check found: `by-design` means that the class allows it on purpose, `error` that nothing could be found out. */
export const checkOutcomes = ['pass', 'by-design', 'fail', 'error'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

/** The groups of the multi-tenancy benchmarks of Kubernetes SIG Auth, in the order in which they are read. */
export const checkSections = [
  'Control plane',
  'Hosts',
  'Tenants',
  'Fairness',
  'Data',
  'Network',
  'Self-service',
] as const;
export type CheckSection = (typeof checkSections)[number];

/** What one check found in one run. */
export interface CheckResult {
  id: string;
  outcome: CheckOutcome;
  /** One sentence for people. */
  reason: string;
  /** What was tried and what the API server said, one line each. */
  evidence: string[];
}

/** A run in numbers; the outcomes add up to `total`. */
export interface ConformanceScore {
  passed: number;
  byDesign: number;
  failed: number;
  errors: number;
  total: number;
}

/** Counts the outcomes. */
export function scoreOf(results: readonly Pick<CheckResult, 'outcome'>[]): ConformanceScore {
  const count = (outcome: CheckOutcome) => results.filter((result) => result.outcome === outcome).length;
  return {
    passed: count('pass'),
    byDesign: count('by-design'),
    failed: count('fail'),
    errors: count('error'),
    total: results.length,
  };
}

/** The score in words: "21 of 23", with what is by design beside it and never among the passed. */
export function scoreText({ passed, byDesign, total }: ConformanceScore): string {
  return byDesign === 0 ? `${passed} of ${total}` : `${passed} of ${total}, ${byDesign} by design`;
}
