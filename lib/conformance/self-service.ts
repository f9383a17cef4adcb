import { holdersOf, inWords, type Rights } from './access.ts';
import type { CheckContext, Finding } from './check.ts';
import { judgeRefusals, type Refusals } from './judge.ts';

/** Refusals as usual, and a real subject of the namespace must hold the right itself, unless the class makes nobody admin. */
export async function judgeSelfService(
  context: CheckContext,
  right: Rights,
  refusals: Refusals,
): Promise<Finding> {
  const [finding, holders] = await Promise.all([judgeRefusals(context, refusals), holdersOf(context, right)]);
  if (finding.outcome === 'fail') return finding;
  const [first] = holders;
  if (first !== undefined) return { ...finding, evidence: [...finding.evidence, inWords(first)] };
  if (!Object.values(context.spec.roles).includes('bailiwick-admin'))
    return { ...finding, outcome: 'by-design', reason: 'The class makes nobody admin of the environment.' };
  return { ...finding, outcome: 'fail', reason: `Nobody may ${right.verbs[0]} ${right.resources[0]} here.` };
}
