import { judgeDenials } from '../access.ts';
import type { Check, CheckContext } from '../check.ts';
import { together } from '../judge.ts';
import { write } from '../rights.ts';

/** What remains of a volume when its claim is deleted. */
export const reclaimPolicy: Check = {
  id: 'reclaim-policy',
  title: 'Volumes end with their claim',
  section: 'Data',
  proves: 'Nothing that a tenant stored is left for the next one.',
  how: 'Looks at the reclaim policy of every storage class that the environment may use, and asks the authorizer whether somebody may change it. Somebody must be able to make claims.',
  run: async (context) => {
    const classes = usableClasses(context);
    const kept = classes.filter(({ reclaimPolicy: policy }) => policy === 'Retain');
    const names = kept.map(({ metadata }) => metadata.name).join(', ');
    return together(
      {
        outcome: kept.length === 0 ? 'pass' : 'fail',
        reason:
          kept.length === 0
            ? 'Every storage class that may be used deletes volumes with their claim.'
            : `The storage class ${names} keeps volumes after their claim is gone.`,
        evidence:
          classes.length === 0
            ? ['The cluster offers no storage class that may be used.']
            : classes.map(({ metadata, reclaimPolicy: policy }) => `${metadata.name}: ${policy ?? 'Delete'}`),
      },
      await judgeDenials(context, {
        rights: [
          { verbs: write, group: '', resources: ['persistentvolumes'] },
          { verbs: write, group: 'storage.k8s.io', resources: ['storageclasses'] },
        ],
        namespaces: [null],
        twin: { verbs: ['list'], group: '', resources: ['persistentvolumeclaims'] },
        what: 'of the environment can change volumes or storage classes',
      }),
    );
  },
};

function usableClasses({ spec, observed }: CheckContext) {
  const allowed = spec.guardrails.storageClasses;
  return observed.storageClasses.filter(
    ({ metadata }) => allowed === null || allowed.includes(metadata.name),
  );
}
