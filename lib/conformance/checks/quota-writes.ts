import { judgeDenials } from '../access.ts';
import type { Check } from '../check.ts';
import { write } from '../rights.ts';

/** The bounds themselves. */
export const quotaWrites: Check = {
  id: 'quota-writes',
  title: 'Nobody changes the quota',
  section: 'Fairness',
  proves: 'What was granted can be changed by a request only.',
  how: 'Asks the authorizer about every subject of the namespace’s RoleBindings. Somebody must be able to read the quota.',
  run: (context) =>
    judgeDenials(context, {
      rights: [
        {
          verbs: [...write, 'deletecollection'],
          group: '',
          resources: ['resourcequotas', 'resourcequotas/status', 'limitranges'],
        },
      ],
      namespaces: [context.namespace],
      twin: { verbs: ['get'], group: '', resources: ['resourcequotas'] },
      what: 'of the environment can change its quota or limits',
    }),
};
