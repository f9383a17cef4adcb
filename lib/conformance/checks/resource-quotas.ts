import { parseQuantity } from '#lib/domain/quantity.ts';
import type { Check, CheckContext } from '../check.ts';
import { enforcedQuota } from '../enforced-quota.ts';
import { judgeRefusals } from '../judge.ts';
import { podAttempt } from '../pods.ts';

/** Bounds of what all pods together may use, and of what one container may. */
export const resourceQuotas: Check = {
  id: 'resource-quotas',
  title: 'Resources are bounded',
  section: 'Fairness',
  proves: 'The environment can’t take more of the cluster than it was granted.',
  how: 'Looks at the quota’s status and tries, as dry runs, a pod that asks for more than the whole quota and a container above the limit. A pod that asks for nothing must be admitted.',
  run: async (context) => {
    const quota = enforcedQuota(context);
    if (typeof quota === 'string') return { outcome: 'fail', reason: quota, evidence: [] };
    const unbounded = ['cpu', 'memory', 'ephemeral-storage'].filter(
      (key) => quota.hard[`requests.${key}`] === undefined && quota.hard[`limits.${key}`] === undefined,
    );
    if (unbounded.length > 0)
      return { outcome: 'fail', reason: `The quota does not bound ${unbounded.join(', ')}.`, evidence: [] };
    return judgeRefusals(context, {
      forbidden: [
        {
          what: 'A pod that asks for more cpu than the whole quota',
          attempt: podBeyond(context, quota.hard['requests.cpu'] ?? quota.hard['limits.cpu'] ?? '0'),
          because: /exceeded quota: bailiwick/,
        },
        {
          what: 'A container above the limit of one container',
          attempt: podAttempt(context.spec, { container: { resources: askingFor('1M') } }),
          because: /maximum cpu usage per Container/,
        },
      ],
      twin: {
        what: 'A pod that asks for nothing',
        attempt: podAttempt(context.spec, { container: { resources: {} } }),
      },
    });
  },
};

function askingFor(cpu: string) {
  const amounts = { cpu, memory: '16Mi', 'ephemeral-storage': '16Mi' };
  return { requests: amounts, limits: amounts };
}

// No container may be larger than the class's largest, so that the quota and not the limit range refuses.
function podBeyond({ spec }: CheckContext, hard: string) {
  const { cpu } = spec.containerMax;
  const containers = Number(parseQuantity(hard).nano / parseQuantity(cpu).nano) + 1;
  const whole = podAttempt(spec, { container: { resources: askingFor(cpu) } });
  const body = whole.body as { spec: { containers: object[] } };
  const [container] = body.spec.containers;
  const many = Array.from({ length: containers }, (_, index) => ({ ...container, name: `app-${index}` }));
  return { ...whole, body: { ...body, spec: { ...body.spec, containers: many } } };
}
