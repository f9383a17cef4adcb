import { creation } from '../attempts.ts';
import type { Check, CheckContext } from '../check.ts';
import { judgeRefusals, type Twin } from '../judge.ts';
import { compliantPod, notRefused } from '../pods.ts';

const because = /bailiwick\/workload: .*existing volume/;

/** Volumes that were there before the claim. */
export const existingVolumes: Check = {
  id: 'existing-volumes',
  title: 'No claim takes a volume that exists',
  section: 'Data',
  proves: 'Nobody gets at data that was stored for somebody else.',
  how: 'Tries, as dry runs, claims that name a volume or choose one by its labels. A plain claim must be admitted.',
  run: (context) =>
    judgeRefusals(context, {
      forbidden: [
        {
          what: 'A claim that names a volume',
          attempt: claim(context, { volumeName: 'somebody-elses' }),
          because,
        },
        {
          what: 'A claim that chooses a volume by its labels',
          attempt: claim(context, { selector: { matchLabels: { app: 'somebody-elses' } } }),
          because,
        },
      ],
      twin: plainClaim(context),
      design: notRefused(context.spec),
    }),
};

function claim({ spec }: Pick<CheckContext, 'spec'>, change: Record<string, unknown>) {
  const [storageClassName] = spec.guardrails.storageClasses ?? [];
  return creation('v1', 'persistentvolumeclaims', {
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Mi' } },
      ...(storageClassName === undefined ? {} : { storageClassName }),
      ...change,
    },
  });
}

// Where the class allows no storage class there is no plain claim.
function plainClaim({ spec }: CheckContext): Twin {
  if (spec.guardrails.storageClasses?.length === 0) return compliantPod(spec);
  return { what: 'A plain claim', attempt: claim({ spec }, {}) };
}
