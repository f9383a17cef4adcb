import { managedKinds } from '../desired/managed-kinds.ts';
import { managedByLabel, managedByValue } from '../desired/ownership.ts';
import { isOurs } from './cel.ts';
import { controllers, provisionerUser } from './identities.ts';
import type { PackOptions, Policy, RequestRule } from './policy.ts';

/** Every namespaced kind of the registry, and the quota's status, where it says how much is used. */
function requests(): RequestRule[] {
  const kinds = managedKinds
    .filter(({ namespaced }) => namespaced)
    .map(({ apiVersion, plural }): RequestRule => {
      const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
      const resources = plural === 'resourcequotas' ? [plural, `${plural}/status`] : [plural];
      return {
        apiGroups: [group ?? ''],
        apiVersions: [version ?? ''],
        resources,
        operations: ['CREATE', 'UPDATE', 'DELETE'],
      };
    });
  const namespaces = { apiGroups: [''], apiVersions: ['v1'], resources: ['namespaces'] };
  return [...kinds, { ...namespaces, operations: ['DELETE'] }];
}

/** Our guardrails are changed and removed by the provisioner alone, one by one and in collections. */
export function managedObjects({ exemptGroups }: PackOptions): Policy {
  const label = `${managedByLabel}=${managedByValue}`;
  return {
    name: 'managed-objects',
    purpose:
      'Objects that Bailiwick manages can’t be changed or deleted, and its label can’t be put on others.',
    answer: 'deny',
    requests: requests(),
    inEnvironmentsOnly: false,
    // They empty a namespace that goes away, end a foreground deletion, and count what is used.
    exempt: {
      users: [
        provisionerUser,
        controllers.manager,
        controllers.namespaces,
        controllers.garbage,
        controllers.quotas,
        controllers.apiServer,
      ],
      groups: exemptGroups,
    },
    conditions: [],
    variables: [
      { name: 'wasOurs', expression: `oldObject != null && ${isOurs('oldObject')}` },
      { name: 'isOurs', expression: `object != null && ${isOurs('object')}` },
    ],
    rules: [
      {
        name: 'change',
        expression: '!variables.wasOurs',
        message: 'Bailiwick manages this object. Ask for a change of the environment in the portal.',
        messageExpression: `request.resource.resource + ' "' + oldObject.metadata.name + '" is managed by Bailiwick. Ask for a change of the environment in the portal.'`,
      },
      {
        name: 'label',
        expression: 'variables.wasOurs || !variables.isOurs',
        message: `only Bailiwick sets the label ${label}. Leave it out.`,
      },
    ],
  };
}
