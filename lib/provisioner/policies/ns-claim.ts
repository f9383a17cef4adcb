import { managedByLabel, managedByValue } from '../desired/ownership.ts';
import { isOurs, mapOf, wasMadeByUs } from './cel.ts';
import { provisionerUser } from './identities.ts';
import type { PackOptions, Policy } from './policy.ts';

/** Whether no entry of our domain is new or different; what was there before stays editable. */
function nothingOfOurs(part: 'labels' | 'annotations'): string {
  const [now, before] = [mapOf('object', part), `variables.${part}Before`];
  return `${now}.all(k, !k.startsWith('bailiwick.dev/') || (k in ${before} && ${before}[k] == ${now}[k]))`;
}

function before(part: 'labels' | 'annotations') {
  const expression = `oldObject == null ? {} : ${mapOf('oldObject', part)}`;
  return { name: `${part}Before`, expression };
}

/** Nobody but the provisioner makes a namespace look like one of ours. */
export function nsClaim({ exemptGroups }: PackOptions): Policy {
  return {
    name: 'ns-claim',
    purpose: 'No other namespace can take the labels of an environment, on any path that writes a namespace.',
    answer: 'deny',
    requests: [
      {
        apiGroups: [''],
        apiVersions: ['v1'],
        resources: ['namespaces', 'namespaces/status', 'namespaces/finalize'],
        operations: ['CREATE', 'UPDATE'],
      },
    ],
    inEnvironmentsOnly: false,
    exempt: { users: [provisionerUser], groups: exemptGroups },
    conditions: [{ name: 'is-foreign', expression: `oldObject == null || !${wasMadeByUs('oldObject')}` }],
    variables: [before('labels'), before('annotations')],
    rules: [
      {
        name: 'managed-by',
        expression: `!(${isOurs('object')})`,
        message: `only Bailiwick sets ${managedByLabel}=${managedByValue} on a namespace. Ask for an environment in the portal.`,
      },
      {
        name: 'labels',
        expression: nothingOfOurs('labels'),
        message: 'only Bailiwick sets labels under bailiwick.dev/ on a namespace. Use a domain of your own.',
      },
      {
        name: 'annotations',
        expression: nothingOfOurs('annotations'),
        message:
          'only Bailiwick sets annotations under bailiwick.dev/ on a namespace. Use a domain of your own.',
      },
    ],
  };
}
