import { judgeDenials, type Rights } from '../access.ts';
import type { Check } from '../check.ts';
import { rbacGroup, write } from '../rights.ts';

const rights: readonly Rights[] = [
  { verbs: write, group: '', resources: ['namespaces', 'nodes', 'persistentvolumes'] },
  { verbs: ['list'], group: '', resources: ['secrets', 'nodes'] },
  { verbs: ['get'], group: '', resources: ['nodes/proxy'] },
  { verbs: ['impersonate'], group: '', resources: ['users', 'groups', 'serviceaccounts'] },
  {
    verbs: [...write, 'bind', 'escalate'],
    group: rbacGroup,
    resources: ['clusterroles', 'clusterrolebindings'],
  },
  {
    verbs: write,
    group: 'admissionregistration.k8s.io',
    resources: [
      'validatingadmissionpolicies',
      'validatingadmissionpolicybindings',
      'validatingwebhookconfigurations',
      'mutatingwebhookconfigurations',
    ],
  },
  { verbs: write, group: 'apiextensions.k8s.io', resources: ['customresourcedefinitions'] },
  { verbs: write, group: 'apiregistration.k8s.io', resources: ['apiservices'] },
  { verbs: write, group: 'scheduling.k8s.io', resources: ['priorityclasses'] },
  { verbs: write, group: 'storage.k8s.io', resources: ['storageclasses'] },
  { verbs: ['approve'], group: 'certificates.k8s.io', resources: ['signers'] },
];

/** Objects that belong to the whole cluster. */
export const clusterResources: Check = {
  id: 'cluster-resources',
  title: 'No access to cluster resources',
  section: 'Control plane',
  proves: 'Nobody of the environment changes what all tenants share, or becomes somebody else.',
  how: 'Asks the authorizer about every subject of the namespace’s RoleBindings. Somebody must be able to list pods here.',
  run: (context) =>
    judgeDenials(context, {
      rights,
      namespaces: [null],
      twin: { verbs: ['list'], group: '', resources: ['pods'] },
      what: 'of the environment can change what all tenants share',
    }),
};
