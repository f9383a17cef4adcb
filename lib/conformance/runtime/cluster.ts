import { isClusterError } from '#lib/k8s/cluster-error.ts';
import { collectionPath } from '#lib/k8s/resources.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import type { Answer, DryRun, Review } from '../check.ts';
import type { ConformancePort } from '../run-environment.ts';

const atOnce = 8;

/** Reads and reviews go under the process's own identity, everything that is tried as the synthetic tenant. */
export function createConformancePort(own: Transport, tenant: Transport): ConformancePort {
  const inTurn = createGate(atOnce);
  const list = async (apiVersion: string, plural: string, namespace?: string) => {
    const type = { kind: '', apiVersion, plural, namespaced: namespace !== undefined };
    const answer = await own.call({ method: 'GET', path: collectionPath(type, namespace) });
    return (answer as { items: ObservedObject[] }).items;
  };
  const send = async (namespace: string, { method, resource, apiVersion, body }: DryRun, query: string) => {
    const [plural = '', ...rest] = resource.split('/');
    const path = collectionPath({ kind: '', apiVersion, plural, namespaced: true }, namespace);
    const contentType = method === 'PATCH' ? { contentType: 'application/merge-patch+json' } : {};
    return answerOf(
      inTurn(() =>
        tenant.call({
          method,
          path: `${[path, ...rest].join('/')}${query}`,
          ...(body === undefined ? {} : { body }),
          ...contentType,
        }),
      ),
    );
  };
  return {
    observe: async (namespace) => {
      const [quotas, networkPolicies, roleBindings, storageClasses, namespaces] = await Promise.all([
        list('v1', 'resourcequotas', namespace),
        list('networking.k8s.io/v1', 'networkpolicies', namespace),
        list('rbac.authorization.k8s.io/v1', 'rolebindings', namespace),
        list('storage.k8s.io/v1', 'storageclasses'),
        list('v1', 'namespaces'),
      ]);
      return { quotas, networkPolicies, roleBindings, storageClasses, namespaces };
    },
    allowed: (review) => inTurn(() => ask(own, review)),
    dryRun: (namespace, attempt) => send(namespace, attempt, '?dryRun=All'),
    write: (namespace, attempt) => send(namespace, attempt, ''),
  };
}

// Only an answer of admission, authorization or validation can be judged; a conflict or a lost connection can't.
async function answerOf(sent: Promise<unknown>): Promise<Answer> {
  try {
    await sent;
    return { admitted: true };
  } catch (error) {
    if (isClusterError(error) && (error.failure === 'forbidden' || error.failure === 'invalid'))
      return { admitted: false, message: error.message };
    throw error;
  }
}

async function ask(own: Transport, review: Review): Promise<boolean> {
  const { subject, namespace, ...rest } = review;
  const answer = await own.call({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: { ...identityOf(subject), resourceAttributes: { ...rest, ...(namespace ? { namespace } : {}) } },
    },
  });
  const { status } = answer as { status: { allowed: boolean } };
  return status.allowed;
}

/** The identity with which a subject arrives at the API server. */
function identityOf({ kind, name }: Review['subject']): { user: string; groups: string[] } {
  const everybody = 'system:authenticated';
  if (kind === 'Group') return { user: 'bailiwick:somebody', groups: [name, everybody] };
  if (kind === 'User') return { user: name, groups: [everybody] };
  const [, , namespace = ''] = name.split(':');
  return {
    user: name,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, everybody],
  };
}

/** Lets so many calls through at once; the others wait for their turn. */
function createGate(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = width;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
