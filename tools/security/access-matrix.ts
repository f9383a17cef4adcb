import type { Transport } from '#lib/k8s/transport.ts';
import { isAllowed, type Question, questionText } from './access-review.ts';
import type { Subject } from './access-world.ts';
import type { DiscoveredResource } from './discover-resources.ts';
import { expectedAccess, expectedBindings, expectedOfEverybody, expectedPaths } from './expected-access.ts';

/** A question with the answer that it should get. */
export interface Cell {
  subject: Subject;
  question: Question;
  expected: boolean;
}

/** Verbs of RBAC that are about no operation of the API server's discovery, with what they are asked of. */
const specialVerbs: readonly [verbs: string, group: string, resources: string][] = [
  ['impersonate', '', 'users groups serviceaccounts'],
  ['impersonate', 'authentication.k8s.io', 'users groups serviceaccounts uids userextras/scopes'],
  ['bind escalate', 'rbac.authorization.k8s.io', 'roles clusterroles'],
  ['approve sign attest', 'certificates.k8s.io', 'signers'],
  ['use', 'policy', 'podsecuritypolicies'],
  ['proxy', '', 'nodes pods services'],
  ['get list create', 'metrics.k8s.io', 'pods nodes'],
  ['*', '*', '*'],
];
const systemNamespaces = ['kube-system', 'bailiwick-system'];

/** Every question about a subject's own namespace. */
export function ownCells(subject: Subject, resources: readonly DiscoveredResource[]): Cell[] {
  const asked = resources.filter(({ namespaced, name }) => namespaced || name.startsWith('namespaces'));
  return cellsIn(subject, asked, subject.namespace, expectedAccess(subject.rights));
}

/** Every question about other namespaces, the cluster as a whole, and the paths that are no resources. */
export function foreignCells(
  subject: Subject,
  resources: readonly DiscoveredResource[],
  foreignNamespace: string,
): Cell[] {
  // The provisioner's rights are bound to the cluster; everybody else's end at his own namespace.
  const anywhere = expectedAccess(subject.rights.filter((right) => right === 'provisioner'));
  const namespaced = resources.filter((resource) => resource.namespaced);
  const elsewhere = [foreignNamespace, ...systemNamespaces].flatMap((namespace) =>
    cellsIn(subject, namespaced, namespace, anywhere),
  );
  const cluster = cellsIn(subject, resources, '', new Set([...anywhere, ...expectedOfEverybody]));
  return [...elsewhere, ...cluster, ...bindCells(subject), ...pathCells(subject)];
}

function bindCells(subject: Subject): Cell[] {
  const may = subject.rights.includes('provisioner');
  const role = { group: 'rbac.authorization.k8s.io', resource: 'clusterroles', namespace: '' };
  return Object.entries(expectedBindings).map(([name, isOurs]) => ({
    subject,
    question: { ...role, verb: 'bind', name },
    expected: may && isOurs,
  }));
}

function cellsIn(
  subject: Subject,
  resources: readonly DiscoveredResource[],
  namespace: string,
  expected: ReadonlySet<string>,
): Cell[] {
  const special = specialVerbs.flatMap(([verbs, group, names]) =>
    verbs
      .split(' ')
      .flatMap((verb) => names.split(' ').map((resource) => ({ verb, group, resource, namespace }))),
  );
  const discovered = resources.flatMap(({ group, name, verbs }) =>
    verbs.map((verb) => ({ verb, group, resource: name, namespace })),
  );
  return [...discovered, ...special].map((question) => ({
    subject,
    question,
    expected: expected.has(questionText(question).replace(/ in \S+$| in the cluster$/, '')),
  }));
}

function pathCells(subject: Subject): Cell[] {
  const isAccount = subject.who.groups.includes('system:serviceaccounts');
  return Object.entries(expectedPaths).flatMap(([path, readers]) =>
    ['get', 'post', 'put', 'delete'].map((verb) => ({
      subject,
      question: { verb, path },
      expected: verb === 'get' && (readers === 'everybody' || (readers === 'service accounts' && isAccount)),
    })),
  );
}

/** Asks every question and returns one line for each answer that is not the expected one. */
export async function unexpectedAnswers(transport: Transport, cells: readonly Cell[]): Promise<string[]> {
  const unexpected: string[] = [];
  let next = 0;
  const askOn = async () => {
    for (let cell = cells[next++]; cell !== undefined; cell = cells[next++]) {
      const allowed = await isAllowed(transport, cell.subject.who, cell.question);
      if (allowed !== cell.expected)
        unexpected.push(
          `${cell.subject.title} ${allowed ? 'may' : 'may not'} ${questionText(cell.question)}`,
        );
    }
  };
  await Promise.all(Array.from({ length: 32 }, askOn));
  return unexpected.sort();
}
