import type { CheckResult } from '#lib/domain/conformance.ts';
import type { Check, CheckContext, Finding } from './check.ts';

const longestLine = 600;
const mostLines = 40;

/**
 * Runs the checks one after the other, so that a run is never more than a trickle for the API server. A check that
 * gets no answer to judge is an error, and the others go on.
 */
export async function runChecks(checks: readonly Check[], context: CheckContext): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of checks) {
    const finding = await check.run(context).catch(unanswered);
    const evidence = finding.evidence.slice(0, mostLines).map((line) => line.slice(0, longestLine));
    results.push({ id: check.id, ...finding, evidence });
  }
  return results;
}

function unanswered(error: unknown): Finding {
  const message = error instanceof Error ? error.message : String(error);
  return { outcome: 'error', reason: 'The check could not be carried out.', evidence: [message] };
}
