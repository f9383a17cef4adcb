const controller = (name: string) => `system:serviceaccount:kube-system:${name}`;

/** The only identity that writes for Bailiwick. */
export const provisionerUser = 'system:serviceaccount:bailiwick-system:provisioner';

/** The identity of the conformance checks. It writes nothing. */
export const conformanceUser = 'system:serviceaccount:bailiwick-system:conformance';

/** The only user as whom the conformance checks may try things; nobody else is ever called so. */
export const syntheticTenant = 'bailiwick:conformance';

/**
 * Controllers of Kubernetes that a policy must let work, by exact name. Without one ServiceAccount a controller, the
 * controller manager acts under its own name.
 */
export const controllers = {
  manager: 'system:kube-controller-manager',
  namespaces: controller('namespace-controller'),
  garbage: controller('generic-garbage-collector'),
  quotas: controller('resourcequota-controller'),
  endpoints: controller('endpoint-controller'),
  endpointSlices: controller('endpointslice-controller'),
  endpointSliceMirrors: controller('endpointslicemirroring-controller'),
  volumeBinder: controller('persistent-volume-binder'),
  /** The API server itself: it counts each admitted object into the status of its quota. */
  apiServer: 'system:apiserver',
} as const;
