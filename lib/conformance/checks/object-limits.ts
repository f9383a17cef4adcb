import { objectCounts } from '#lib/domain/budget/hard-amounts.ts';
import { ownConfigMap } from '../attempts.ts';
import type { Check } from '../check.ts';
import { enforcedQuota } from '../enforced-quota.ts';
import { judgeRefusals, together } from '../judge.ts';

/** Bounds of how many objects there may be. */
export const objectLimits: Check = {
  id: 'object-limits',
  title: 'Numbers of objects are bounded',
  section: 'Fairness',
  proves: 'The environment can’t fill the cluster’s database, its address space or its load balancers.',
  how: 'Looks at the quota’s status: every count that protects the cluster must be there and be counted. A ConfigMap must be admitted.',
  run: async (context) => {
    const quota = enforcedQuota(context);
    if (typeof quota === 'string') return { outcome: 'fail', reason: quota, evidence: [] };
    const { hard, used } = quota;
    const keys = Object.keys(objectCounts);
    const missing = keys.filter((key) => hard[key] === undefined);
    if (missing.length > 0)
      return { outcome: 'fail', reason: `The quota does not bound ${missing.join(', ')}.`, evidence: [] };
    return together(
      {
        outcome: 'pass',
        reason: 'All counts that protect the cluster are bounded and counted.',
        evidence: keys.map((key) => `${key}: ${used[key]} of ${hard[key]}`),
      },
      await judgeRefusals(context, { forbidden: [], twin: ownConfigMap }),
    );
  },
};
