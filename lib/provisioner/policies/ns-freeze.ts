import { mapOf, wasMadeByUs } from './cel.ts';
import { controllers, provisionerUser } from './identities.ts';
import type { PackOptions, Policy } from './policy.ts';

const podSecurity = "k.startsWith('pod-security.kubernetes.io/')";

/** Whether the labels for which `which` is true are the same before and after; `k` is the key. */
function sameLabels(which: string): string {
  const [now, before] = [mapOf('object', 'labels'), mapOf('oldObject', 'labels')];
  const kept = `${before}.all(k, !(${which}) || (k in ${now} && ${now}[k] == ${before}[k]))`;
  return `${kept} && ${now}.all(k, !(${which}) || k in ${before})`;
}

/** What our namespaces say of themselves changes by the provisioner alone, on every path that writes a namespace. */
export function nsFreeze({ exemptGroups }: PackOptions): Policy {
  const advice = 'Ask for a change of the environment in the portal.';
  return {
    name: 'ns-freeze',
    purpose:
      'Labels, annotations, owners, finalizers and Pod Security of an environment’s namespace stay as granted.',
    answer: 'deny',
    requests: [
      {
        apiGroups: [''],
        apiVersions: ['v1'],
        resources: ['namespaces', 'namespaces/status', 'namespaces/finalize'],
        operations: ['UPDATE'],
      },
    ],
    inEnvironmentsOnly: false,
    // The garbage collector takes its own finalizer off, and the namespace controller that of Kubernetes.
    exempt: {
      users: [provisionerUser, controllers.manager, controllers.namespaces, controllers.garbage],
      groups: exemptGroups,
    },
    conditions: [{ name: 'is-environment', expression: wasMadeByUs('oldObject') }],
    variables: [],
    rules: [
      {
        name: 'pod-security',
        expression: sameLabels(podSecurity),
        message: `the Pod Security level of an environment comes with its class. ${advice}`,
      },
      {
        name: 'labels',
        expression: sameLabels(`!${podSecurity}`),
        message: `the labels of an environment’s namespace are fixed. ${advice}`,
      },
      {
        name: 'annotations',
        expression: `${mapOf('object', 'annotations')} == ${mapOf('oldObject', 'annotations')}`,
        message: `the annotations of an environment’s namespace are fixed. ${advice}`,
      },
      {
        name: 'owners',
        expression: listsEqual('ownerReferences'),
        message: 'a namespace of Bailiwick has no owner in the cluster. Leave ownerReferences as they are.',
      },
      {
        name: 'finalizers',
        expression: `${listsEqual('finalizers')} && ${finalizersOf('object')} == ${finalizersOf('oldObject')}`,
        message: 'finalizers of an environment’s namespace are fixed. Delete the environment in the portal.',
      },
    ],
  };
}

function listsEqual(part: string): string {
  return `object.metadata.?${part}.orValue([]) == oldObject.metadata.?${part}.orValue([])`;
}

function finalizersOf(subject: string): string {
  return `${subject}.?spec.?finalizers.orValue([])`;
}
