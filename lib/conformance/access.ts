import type { CheckContext, Finding, Review, Subject } from './check.ts';

/** A group of rights: every verb on every resource. */
export interface Rights {
  verbs: readonly string[];
  group: string;
  /** With a subresource after a slash. */
  resources: readonly string[];
  name?: string;
}

/** What a check of rights compares. */
export interface Denials {
  rights: readonly Rights[];
  /** Where nobody may hold them; null stands for the whole cluster. */
  namespaces: readonly (string | null)[];
  /** A right inside the environment that at least one subject must hold, so that an empty one can't score. */
  twin: Rights;
  /** Ends the sentence of a pass that begins with “Nobody”. */
  what: string;
}

/** Everybody to whom a RoleBinding of the namespace gives something, once each. */
export function subjectsOf({ observed }: CheckContext): Subject[] {
  const all = observed.roleBindings.flatMap(
    (binding) => (binding.subjects ?? []) as { kind: Subject['kind']; name: string; namespace?: string }[],
  );
  const named = all.map(({ kind, name, namespace }) =>
    kind === 'ServiceAccount' ? { kind, name: `system:serviceaccount:${namespace}:${name}` } : { kind, name },
  );
  return [...new Map(named.map((subject) => [`${subject.kind} ${subject.name}`, subject])).values()];
}

/** Asks the authorizer about the real subjects of the namespace: a pass if nobody holds any of the rights. */
export async function judgeDenials(context: CheckContext, denials: Denials): Promise<Finding> {
  const subjects = subjectsOf(context);
  if (subjects.length === 0)
    return {
      outcome: 'error',
      reason: 'Nobody has access to the environment, so there is nobody to ask about.',
      evidence: [],
    };
  const reviews = subjects.flatMap((subject) =>
    denials.namespaces.flatMap((namespace) =>
      denials.rights.flatMap((rights) => reviewsOf(subject, rights, namespace)),
    ),
  );
  const [held, able] = await Promise.all([
    heldOf(context, reviews),
    heldOf(
      context,
      subjects.flatMap((subject) => reviewsOf(subject, denials.twin, context.namespace)),
    ),
  ]);
  const counts = `${reviews.length} rights reviewed for ${subjects.length} ${subjects.length === 1 ? 'subject' : 'subjects'}: ${held.length} held`;
  const evidence = [counts, ...held.slice(0, 10).map(inWords), ...able.slice(0, 1).map(inWords)];
  const [first] = held;
  if (first !== undefined) return { outcome: 'fail', reason: `${inWords(first)}.`, evidence };
  if (able.length === 0)
    return {
      outcome: 'fail',
      reason: 'Nobody can use the environment, so the refusals prove nothing.',
      evidence,
    };
  return { outcome: 'pass', reason: `Nobody ${denials.what}.`, evidence };
}

/** Which of the subjects hold the right inside the environment. */
export async function holdersOf(context: CheckContext, rights: Rights): Promise<Review[]> {
  return heldOf(
    context,
    subjectsOf(context).flatMap((subject) => reviewsOf(subject, rights, context.namespace)),
  );
}

async function heldOf(context: CheckContext, reviews: readonly Review[]): Promise<Review[]> {
  const answers = await Promise.all(reviews.map((review) => context.allowed(review)));
  return reviews.filter((_, index) => answers[index]);
}

function reviewsOf(subject: Subject, rights: Rights, namespace: string | null): Review[] {
  const { verbs, group, resources, name } = rights;
  return resources.flatMap((path) => {
    const [resource = '', subresource] = path.split('/');
    return verbs.map((verb) => ({
      ...{ subject, verb, group, resource },
      ...(subresource === undefined ? {} : { subresource }),
      ...(name === undefined ? {} : { name }),
      ...(namespace === null ? {} : { namespace }),
    }));
  });
}

/** A right that somebody holds, as a sentence without its full stop. */
export function inWords({ subject, verb, resource, subresource, namespace }: Review): string {
  const what = subresource === undefined ? resource : `${resource}/${subresource}`;
  return `${subject.name} may ${verb} ${what} ${namespace === undefined ? 'in the whole cluster' : `in ${namespace}`}`;
}
