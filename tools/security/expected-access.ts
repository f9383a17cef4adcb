// What everybody may do, written by hand from the design and from nothing in lib/: a change of a role must be made
// here a second time, by somebody who meant it. Verbs, then the resources in kubectl's notation.

const everything = 'get list watch create update patch delete deletecollection';

const viewer = [
  [
    'get list watch',
    'configmaps events limitranges persistentvolumeclaims pods resourcequotas serviceaccounts',
  ],
  ['get list watch', 'services deployments.apps statefulsets.apps replicasets.apps controllerrevisions.apps'],
  ['get list watch', 'horizontalpodautoscalers.autoscaling jobs.batch cronjobs.batch events.events.k8s.io'],
  ['get list watch', 'leases.coordination.k8s.io endpointslices.discovery.k8s.io'],
  [
    'get list watch',
    'ingresses.networking.k8s.io networkpolicies.networking.k8s.io poddisruptionbudgets.policy',
  ],
  ['get', 'namespaces pods/log deployments.apps/scale statefulsets.apps/scale'],
  ['get list', 'pods.metrics.k8s.io'],
] as const;
const deployer = [
  ...viewer,
  [everything, 'configmaps persistentvolumeclaims pods services deployments.apps statefulsets.apps'],
  [everything, 'horizontalpodautoscalers.autoscaling jobs.batch cronjobs.batch leases.coordination.k8s.io'],
  [everything, 'ingresses.networking.k8s.io poddisruptionbudgets.policy'],
  ['update patch', 'deployments.apps/scale statefulsets.apps/scale'],
] as const;
const admin = [
  ...deployer,
  ['create update patch delete', 'serviceaccounts networkpolicies.networking.k8s.io'],
  [
    'get list watch create update patch delete',
    'roles.rbac.authorization.k8s.io rolebindings.rbac.authorization.k8s.io',
  ],
] as const;
const debug = [['get create', 'pods/exec pods/attach pods/portforward']] as const;
const secrets = [[everything, 'secrets']] as const;

const managed = 'namespaces resourcequotas limitranges serviceaccounts networkpolicies.networking.k8s.io';
const provisioner = [
  ['get list watch create update patch delete', `${managed} rolebindings.rbac.authorization.k8s.io`],
  ['update', 'resourcequotas/status'],
  ['get list watch', 'events nodes persistentvolumeclaims pods'],
  ['get list watch', 'deployments.apps replicasets.apps statefulsets.apps'],
  ['get list watch', 'storageclasses.storage.k8s.io'],
  ['get list', 'pods.metrics.k8s.io'],
  [
    'get list watch',
    'validatingadmissionpolicies.admissionregistration.k8s.io validatingadmissionpolicybindings.admissionregistration.k8s.io',
  ],
] as const;

/** Rights by what a holder is told that he has; a developer's and a deployer's differ in their add-ons alone. */
const rights = {
  viewer,
  deployer,
  developer: deployer,
  admin,
  debug,
  secrets,
  provisioner,
  none: [],
} as const;
export type Right = keyof typeof rights;

/** Every `verb resource` that these rights give together. */
export function expectedAccess(granted: readonly Right[]): ReadonlySet<string> {
  const lines = granted.flatMap((right): readonly (readonly [string, string])[] => rights[right]);
  return new Set(
    lines.flatMap(([verbs, resources]) =>
      verbs.split(' ').flatMap((verb) => resources.split(' ').map((resource) => `${verb} ${resource}`)),
    ),
  );
}

/** Which rights a class gives to owners, developers and viewers of the team, as its description promises. */
export const classPromises: Record<string, readonly [Right[], Right[], Right[]]> = {
  dev: [['admin', 'debug', 'secrets'], ['developer', 'debug', 'secrets'], ['viewer']],
  qa: [['admin', 'debug', 'secrets'], ['developer', 'debug', 'secrets'], ['viewer']],
  staging: [['admin', 'debug', 'secrets'], ['developer', 'debug', 'secrets'], ['viewer']],
  prod: [['admin', 'secrets'], ['viewer'], ['viewer']],
  preview: [['admin', 'debug', 'secrets'], ['developer', 'debug', 'secrets'], ['viewer']],
  // Not shipped, for the test: everything switched off, and roles that no shipped class gives.
  strict: [['admin'], ['developer'], ['deployer']],
  pipeline: [['deployer', 'secrets'], ['none'], ['none']],
};

/** ClusterRoles by name → whether the provisioner may bind them. */
export const expectedBindings: Record<string, boolean> = {
  'bailiwick-admin': true,
  'bailiwick-developer': true,
  'bailiwick-viewer': true,
  'bailiwick-deployer': true,
  'bailiwick-debug': true,
  'bailiwick-secrets': true,
  'bailiwick-provisioner': false,
  'cluster-admin': false,
  admin: false,
  edit: false,
  view: false,
  'system:node': false,
};

/** What every identity that has signed in may do at cluster scope, given by Kubernetes itself. */
export const expectedOfEverybody = new Set([
  'create selfsubjectaccessreviews.authorization.k8s.io',
  'create selfsubjectrulesreviews.authorization.k8s.io',
  'create selfsubjectreviews.authentication.k8s.io',
]);

/** Paths that are no resources → who may GET them. */
export const expectedPaths: Record<string, 'everybody' | 'service accounts' | 'nobody'> = {
  '/api': 'everybody',
  '/apis': 'everybody',
  '/openapi/v3': 'everybody',
  '/version': 'everybody',
  '/livez': 'everybody',
  '/readyz': 'everybody',
  '/.well-known/openid-configuration': 'service accounts',
  '/openid/v1/jwks': 'service accounts',
  '/metrics': 'nobody',
  '/logs': 'nobody',
  '/configz': 'nobody',
  '/flagz': 'nobody',
  '/statusz': 'nobody',
  '/debug/pprof': 'nobody',
};
