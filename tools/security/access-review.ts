import type { Transport } from '#lib/k8s/transport.ts';

/** Who asks. */
export interface Identity {
  user: string;
  groups: readonly string[];
}

/** What is asked: a verb on a resource somewhere, or on a path that is no resource. */
export type Question =
  | {
      verb: string;
      group: string;
      /** With its subresource, like `pods/log`. */
      resource: string;
      /** Empty for all namespaces and for what has none. */
      namespace: string;
      /** Empty for every object. */
      name?: string;
    }
  | { verb: string; path: string };

/** Asks the API server's own authorizer, by SubjectAccessReview. Rejects if it does not answer with yes or no. */
export async function isAllowed(transport: Transport, who: Identity, question: Question): Promise<boolean> {
  const answer = (await transport.call({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
    deadlineMs: 60_000,
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: { user: who.user, groups: who.groups, ...attributes(question) },
    },
  })) as { status: { allowed: boolean; evaluationError?: string } };
  if (answer.status.evaluationError) throw new Error(answer.status.evaluationError);
  return answer.status.allowed;
}

function attributes(question: Question): object {
  if ('path' in question) return { nonResourceAttributes: { verb: question.verb, path: question.path } };
  const { verb, group, resource, namespace, name = '' } = question;
  const [type = '', ...sub] = resource.split('/');
  return {
    resourceAttributes: { verb, group, resource: type, subresource: sub.join('/'), namespace, name },
  };
}

/** The question as people write it: `create pods/exec in payments-dev`. */
export function questionText(question: Question): string {
  if ('path' in question) return `${question.verb} ${question.path}`;
  const { verb, group, resource, namespace, name = '' } = question;
  const [type = '', ...sub] = resource.split('/');
  const kind = [group === '' ? type : `${type}.${group}`, ...sub].join('/');
  return `${verb} ${kind}${name === '' ? '' : ` ${name}`} in ${namespace || 'the cluster'}`;
}
