import type { Answer, CheckContext, DryRun, Finding } from './check.ts';

/** Something that must be refused, and the words by which the right guardrail refuses. */
export interface Forbidden {
  what: string;
  attempt: DryRun;
  because: RegExp;
}

/** Something harmless of the same kind that must be admitted, so that a broken namespace can't score. */
export interface Twin {
  what: string;
  attempt: DryRun;
}

/** What a check of refusals compares. */
export interface Refusals {
  forbidden: readonly Forbidden[];
  twin: Twin;
  /** Why the class admits the forbidden on purpose; null if it does not. */
  design?: string | null;
}

/**
 * Tries everything: pass if each forbidden attempt is refused for the right reason and the twin is admitted. What the
 * class admits on purpose is by design; a refusal for another reason, or of the twin, is a failure all the same.
 */
export async function judgeRefusals(
  context: CheckContext,
  { forbidden, twin, design = null }: Refusals,
): Promise<Finding> {
  const twinAnswer = await context.dryRun(twin.attempt);
  const answers = await Promise.all(forbidden.map(({ attempt }) => context.dryRun(attempt)));
  const evidence = [
    ...forbidden.map(({ what }, index) => `${what}: ${said(answers[index])}`),
    `${twin.what}: ${said(twinAnswer)}`,
  ];
  const tried = forbidden.map((entry, index) => ({ ...entry, answer: answers[index] }));
  const admitted = tried.filter(({ answer }) => answer?.admitted);
  const otherwise = tried.filter(
    ({ answer, because }) => answer?.admitted === false && !because.test(answer.message),
  );
  const fail = (reason: string): Finding => ({ outcome: 'fail', reason, evidence });
  if (!isWelcome(twinAnswer)) return fail(`${twin.what} is refused too, so the refusals prove nothing.`);
  if (otherwise[0]) return fail(`${otherwise[0].what} is refused, but not by the guardrail that should.`);
  const [first] = admitted;
  if (first === undefined)
    return { outcome: 'pass', reason: `Refused, while ${lowerFirst(twin.what)} is admitted.`, evidence };
  if (design !== null) return { outcome: 'by-design', reason: design, evidence };
  return fail(`${first.what} is admitted.`);
}

// Quota is the last thing that admission looks at: who is refused there has passed every guardrail before it.
const exhausted = /^[^:]* is forbidden: exceeded quota: bailiwick/;

function isWelcome(answer: Answer): boolean {
  return answer.admitted || exhausted.test(answer.message);
}

function said(answer: Answer | undefined): string {
  if (answer === undefined || answer.admitted) return 'admitted';
  return answer.message;
}

// A sentence's beginning in the middle of another.
function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/** Findings of one check as one: the worst outcome speaks, all evidence stays. */
export function together(...findings: Finding[]): Finding {
  const worst = ['error', 'fail', 'by-design', 'pass'] as const;
  const ranked = [...findings].sort((a, b) => worst.indexOf(a.outcome) - worst.indexOf(b.outcome));
  const [first] = ranked;
  if (first === undefined) return { outcome: 'error', reason: 'Nothing was looked at.', evidence: [] };
  return { ...first, evidence: findings.flatMap(({ evidence }) => evidence) };
}
