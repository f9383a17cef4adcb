import { describe, expect, test } from 'vitest';
import type { Answer, CheckContext, DryRun, Finding } from './check.ts';
import { judgeRefusals, together } from './judge.ts';

const bad: DryRun = { method: 'POST', apiVersion: 'v1', resource: 'pods' };
const good: DryRun = { method: 'POST', apiVersion: 'v1', resource: 'configmaps' };
const refused = (message: string): Answer => ({ admitted: false, message });
const admitted: Answer = { admitted: true };

function judged(answer: Answer, twin: Answer, design: string | null = null): Promise<Finding> {
  const context = {
    dryRun: (attempt: DryRun) => Promise.resolve(attempt === good ? twin : answer),
  } as CheckContext;
  return judgeRefusals(context, {
    forbidden: [{ what: 'A bad pod', attempt: bad, because: /PodSecurity/ }],
    twin: { what: 'A good pod', attempt: good },
    design,
  });
}

describe('a check of refusals', () => {
  const rightly = refused('violates PodSecurity "restricted"');
  const full = refused('pods "x" is forbidden: exceeded quota: bailiwick, requested: pods=1, used: pods=20');

  test.each<[string, Answer, Answer, string | null, Finding['outcome'], RegExp]>([
    ['refused for the right reason', rightly, admitted, null, 'pass', /good pod is admitted/],
    ['refused by something else', refused('no such host'), admitted, null, 'fail', /not by the guardrail/],
    [
      'refused by something else, whatever the class says',
      refused('no'),
      admitted,
      'Ok.',
      'fail',
      /guardrail/,
    ],
    ['admitted', admitted, admitted, null, 'fail', /A bad pod is admitted/],
    ['admitted on purpose', admitted, admitted, 'The class allows it.', 'by-design', /The class allows it/],
    ['refused although the class would allow it', rightly, admitted, 'Ok.', 'pass', /admitted/],
    ['everything refused', rightly, refused('no'), null, 'fail', /prove nothing/],
    ['the twin refused, whatever the class says', admitted, refused('no'), 'Ok.', 'fail', /prove nothing/],
    ['a full quota does not speak against the twin', rightly, full, null, 'pass', /admitted/],
  ])('%s', async (_name, answer, twin, design, outcome, reason) => {
    const finding = await judged(answer, twin, design);
    expect(finding).toMatchObject({ outcome, reason: expect.stringMatching(reason) });
    expect(finding.evidence).toHaveLength(2);
  });
});

test('of several findings the worst speaks and all evidence stays', () => {
  const pass: Finding = { outcome: 'pass', reason: 'Fine.', evidence: ['a'] };
  const fail: Finding = { outcome: 'fail', reason: 'Broken.', evidence: ['b'] };
  expect(together(pass, fail)).toEqual({ outcome: 'fail', reason: 'Broken.', evidence: ['a', 'b'] });
  expect(together().outcome).toBe('error');
});
