import { judgeDenials, type Rights } from '../access.ts';
import type { Check } from '../check.ts';
import { foreignNamespaces } from '../neighbours.ts';
import { rbacGroup } from '../rights.ts';

const rights: readonly Rights[] = [
  {
    verbs: ['get', 'list', 'create', 'delete'],
    group: '',
    resources: ['pods', 'secrets', 'configmaps', 'services'],
  },
  { verbs: ['create'], group: '', resources: ['pods/exec', 'serviceaccounts/token'] },
  { verbs: ['list', 'create'], group: 'apps', resources: ['deployments'] },
  { verbs: ['create'], group: rbacGroup, resources: ['rolebindings'] },
];

// Rights go by RoleBindings, so that a few namespaces show what all would; each more costs a review a right and person.
const most = 4;

/** What belongs to other teams and to the platform. */
export const otherTenants: Check = {
  id: 'other-tenants',
  title: 'No access to other tenants',
  section: 'Tenants',
  proves: 'Who works here sees and changes nothing in the namespaces of other teams and of the platform.',
  how: 'Asks the authorizer about every subject of the namespace’s RoleBindings, in the namespaces of the platform and of other teams. Somebody must be able to list pods here.',
  run: (context) => {
    const { platform, others } = foreignNamespaces(context);
    return judgeDenials(context, {
      rights,
      namespaces: [...platform, ...others.slice(0, most)],
      twin: { verbs: ['list'], group: '', resources: ['pods'] },
      what: 'of the environment has access to namespaces of others',
    });
  },
};
