import { controllers } from './identities.ts';
import type { PackOptions, Policy } from './policy.ts';

/** Addresses behind a service come from its pods: written by hand they reach into other namespaces (CVE-2021-25740). */
export function endpoints({ exemptGroups }: PackOptions): Policy {
  return {
    name: 'endpoints',
    purpose: 'Endpoints and EndpointSlices are made from pods by Kubernetes, never by hand.',
    answer: 'as-class-says',
    requests: [
      {
        apiGroups: [''],
        apiVersions: ['v1'],
        resources: ['endpoints'],
        operations: ['CREATE', 'UPDATE'],
      },
      {
        apiGroups: ['discovery.k8s.io'],
        apiVersions: ['v1'],
        resources: ['endpointslices'],
        operations: ['CREATE', 'UPDATE'],
      },
    ],
    inEnvironmentsOnly: true,
    exempt: {
      users: [
        controllers.manager,
        controllers.endpoints,
        controllers.endpointSlices,
        controllers.endpointSliceMirrors,
        controllers.garbage,
      ],
      groups: exemptGroups,
    },
    conditions: [],
    variables: [],
    rules: [
      {
        name: 'by-hand',
        expression: 'false',
        message:
          'addresses behind a service can’t be written by hand. Give the service a selector that names its pods.',
      },
    ],
  };
}
