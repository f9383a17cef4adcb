import { plainText } from '#lib/domain/denial/plain-text.ts';
import type { PreflightAnswer, PreflightObject, PreflightOutcome } from '#lib/domain/preflight/answer.ts';
import type { Manifest } from '../desired/environment-spec.ts';
import { managedKind } from '../desired/managed-kinds.ts';
import type { ObservedObject } from '../desired/observed-object.ts';
import { renderEnvironment } from '../desired/render-environment.ts';
import { namespaceOwnership } from '../diff/ownership-of-namespace.ts';
import { type Change, type Observed, planChanges } from '../diff/plan.ts';
import type { PreflightQuestion, RehearsalPort } from './ports.ts';
import { isRefusal, mayNot, refusalWords, takenWords } from './refusal-words.ts';
import { lossObstacles, workloadObstacles } from './workloads.ts';

const mostFields = 50;
const longestText = 500;

/**
 * What a change would do in the cluster, found by trying it as a dry run: nothing is written. An answer with a `problem` says
 * why it could not be tried; errors that are not the API server's are thrown.
 */
export async function rehearse(question: PreflightQuestion, port: RehearsalPort): Promise<PreflightAnswer> {
  try {
    if (question.environmentId === null) return await rehearseNew(question, port);
    return await rehearseChange(question, question.environmentId, port);
  } catch (error) {
    if (!(error instanceof Error && 'failure' in error)) throw error;
    return nothingTried(`The cluster did not answer: ${plainText(error.message, longestText)}`);
  }
}

function nothingTried(problem: string): PreflightAnswer {
  return { objects: [], obstacles: [], problem };
}

// What belongs into a namespace that is not there can't be tried: in another one it would meet other rules. Rights can.
async function rehearseNew(
  { spec, namespace }: PreflightQuestion,
  port: RehearsalPort,
): Promise<PreflightAnswer> {
  if (spec === null) return nothingTried('There is nothing to delete.');
  const objects = await Promise.all(
    renderEnvironment(spec).map(async (manifest): Promise<PreflightObject> => {
      const kind = managedKind(manifest.kind);
      if (kind.namespaced) {
        const isAllowed = await port.mayCreate(kind, namespace);
        return isAllowed ? told(manifest, 'rendered') : { ...told(manifest, 'refused'), why: mayNot };
      }
      try {
        await port.tryCreate(kind, manifest);
        return told(manifest, 'create');
      } catch (error) {
        if (!isRefusal(error)) throw error;
        const isTaken = 'failure' in error && error.failure === 'already-exists';
        const why = isTaken
          ? takenWords(namespace, await port.findNamespace(namespace))
          : refusalWords(error, spec.classSpec);
        return { ...told(manifest, 'refused'), why };
      }
    }),
  );
  return { objects, obstacles: [], problem: null };
}

async function rehearseChange(
  question: PreflightQuestion,
  environmentId: string,
  port: RehearsalPort,
): Promise<PreflightAnswer> {
  const { namespace: name, namespaceUid, spec } = question;
  const seen = port.observe(name);
  const namespace = seen.namespace ?? (await port.findNamespace(name));
  const ownership = namespaceOwnership(namespace, namespaceUid, environmentId);
  if (namespace === null || ownership !== 'ours') return nothingTried(notThere(name, ownership));
  const observed: Observed = new Map([...seen.objects, ['Namespace', [namespace]]]);
  if (spec === null) return rehearseDeletion(name, namespace, observed, port);
  const desired = renderEnvironment(spec);
  const plan = planChanges(desired, observed);
  const warnings: string[] = [];
  const tried = await Promise.all(plan.map((change) => tryChange(change, question, port, warnings)));
  const untouched = desired.filter(
    ({ kind, metadata }) => !plan.some((change) => change.kind === kind && change.name === metadata.name),
  );
  const objects = [...tried, ...untouched.map((manifest) => told(manifest, 'unchanged'))];
  return { objects, obstacles: await workloadObstacles(question, observed, warnings, port), problem: null };
}

function notThere(name: string, ownership: ReturnType<typeof namespaceOwnership>): string {
  if (ownership === 'terminating') return `The namespace ${name} is being deleted.`;
  if (ownership === 'foreign') return `The namespace ${name} is not Bailiwick’s, so nothing is tried in it.`;
  return `The namespace ${name} is not there yet. Wait until the environment is made.`;
}

async function rehearseDeletion(
  name: string,
  namespace: ObservedObject,
  observed: Observed,
  port: RehearsalPort,
): Promise<PreflightAnswer> {
  const home: Change = { action: 'prune', kind: 'Namespace', name, level: 0, observed: namespace };
  const [first, obstacles] = await Promise.all([
    tryChange(home, { spec: null }, port, []),
    lossObstacles(name, port),
  ]);
  const inside = [...observed].flatMap(([kind, found]) =>
    kind === 'Namespace' ? [] : found.map(({ metadata }) => told({ kind, metadata }, 'delete')),
  );
  return { objects: [first, ...inside], obstacles, problem: null };
}

const outcomeOf: Record<Change['action'], PreflightOutcome> = {
  create: 'create',
  repair: 'change',
  recreate: 'replace',
  enforce: 'unchanged',
  prune: 'delete',
};

async function tryChange(
  change: Change,
  { spec }: Pick<PreflightQuestion, 'spec'>,
  port: RehearsalPort,
  warnings: string[],
): Promise<PreflightObject> {
  const object = {
    ...told({ kind: change.kind, metadata: { name: change.name } }, outcomeOf[change.action]),
    fields: 'fields' in change ? change.fields.slice(0, mostFields).map(shown) : [],
  };
  try {
    warnings.push(...(await send(change, port)));
    return object;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { ...object, outcome: 'refused', why: refusalWords(error, spec?.classSpec ?? null) };
  }
}

// A replacement is a deletion and a creation; the creation would find the object still there.
async function send(change: Change, port: RehearsalPort): Promise<string[]> {
  const kind = managedKind(change.kind);
  if (change.action === 'create') return port.tryCreate(kind, change.manifest);
  if (change.action === 'repair') return port.tryApply(kind, change.manifest);
  if (change.action !== 'enforce') await port.tryRemove(kind, change.observed);
  return [];
}

function shown({ path, desired, observed }: { path: string; desired: string; observed: string }) {
  return { path, before: observed.slice(0, longestText), after: desired.slice(0, longestText) };
}

function told(
  { kind, metadata }: { kind: string; metadata: Pick<Manifest['metadata'], 'name'> },
  outcome: PreflightOutcome,
): PreflightObject {
  return { kind, name: metadata.name, outcome, fields: [], why: '' };
}
