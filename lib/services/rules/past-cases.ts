import type { Queryable } from '#lib/data/client.ts';
import {
  type ClassVersion,
  listClassVersions,
  listLifetimes,
  listPastRequests,
  type PastRequest,
} from '#lib/data/rules/past-requests.ts';
import type { UseQuestion } from '#lib/data/usage/use-rows.ts';
import { mayChange, type RuleFacts } from '#lib/domain/rules/facts.ts';
import type { Rule } from '#lib/domain/rules/rule.ts';
import type { Happened, PastCase } from '#lib/domain/rules/simulate.ts';
import { measuredUse } from '../request/measured-use.ts';
import { measuredFacts, stretchesOf } from '../request/rule-facts.ts';
import { budgetThen, classesOf, limitsThen } from './facts-then.ts';

const dayMs = 86_400_000;
const mostRequests = 500;
const together = 50;

/**
 * Requests of the last days with what was known when each was sent: limits and sums of the team as the cluster had them
 * then and use until then, all from the roll-ups. Budgets and classes are those of now.
 */
export async function pastCases(
  db: Queryable,
  days: number,
  rules: readonly Rule[],
  now: Date,
): Promise<{ cases: PastCase[]; limited: boolean }> {
  const since = new Date(now.getTime() - days * dayMs);
  const found = await listPastRequests(db, since, mostRequests + 1);
  const requests = found.slice(0, mostRequests);
  const world = {
    stretches: stretchesOf(rules),
    classes: await listClassVersions(db),
    lifetimes: await listLifetimes(db, [...new Set(requests.map(({ team }) => team.id))]),
  };
  const cases: PastCase[] = [];
  for (let at = 0; at < requests.length; at += together)
    cases.push(...(await piece(db, requests.slice(at, at + together), world)));
  return { cases, limited: found.length > mostRequests };
}

type Measured = Awaited<ReturnType<typeof measuredUse>>;

/** What is the same for all requests of a simulation. */
interface World {
  stretches: readonly number[];
  classes: readonly ClassVersion[];
  lifetimes: Awaited<ReturnType<typeof listLifetimes>>;
}

async function piece(db: Queryable, requests: readonly PastRequest[], world: World): Promise<PastCase[]> {
  const held = await measuredUse(
    db,
    questions(requests, ({ environment }) => environment?.id),
    1,
  );
  const sums = await measuredUse(
    db,
    questions(requests, ({ team }) => team.id),
    1,
  );
  const limits = requests.map((request, no) => limitsThen(request, held.get(no) ?? new Map(), world.classes));
  const changes = questions(
    requests,
    ({ type, environment }) => (type === 'create-environment' ? undefined : environment?.id),
    (no) => (limits[no] ?? []).filter(mayChange).map(({ key }) => key),
  );
  const use: Measured =
    world.stretches.length === 0 ? new Map() : await measuredUse(db, changes, Math.max(...world.stretches));
  return requests.map((request, no) => {
    const own = limits[no] ?? null;
    const keys = own?.map(({ key }) => key) ?? [];
    return caseOf(request, world.classes, {
      limits: own,
      use: measuredFacts(use.get(no), keys, world.stretches, request.createdAt),
      budget: own === null ? null : budgetThen(request, own, sums.get(no) ?? new Map(), world.lifetimes),
    });
  });
}

/** What to ask about each request, by its place; unless other keys are named, all that it or its team may be about. */
function questions(
  requests: readonly PastRequest[],
  subjectOf: (request: PastRequest) => string | undefined,
  keysAt: (no: number, request: PastRequest) => string[] = (_no, request) => keysOf(request),
): UseQuestion[] {
  return requests.flatMap((request, no) => {
    const subject = subjectOf(request);
    if (subject === undefined) return [];
    return [{ no, subject, keys: keysAt(no, request), until: request.createdAt }];
  });
}

function keysOf({ payload, environment, team }: PastRequest): string[] {
  const asked = 'quota' in payload ? payload.quota : {};
  return Object.keys({ ...asked, ...environment?.quota, ...team.budget });
}

function caseOf(
  request: PastRequest,
  classes: readonly ClassVersion[],
  seen: Pick<RuleFacts, 'limits' | 'use' | 'budget'>,
): PastCase {
  const { number, type, team, createdAt, environment, payload } = request;
  const touched = classesOf(request, classes);
  const slug = environment?.slug ?? ('slug' in payload ? payload.slug : '');
  return {
    number,
    what: `${team.slug}-${slug}`,
    team: { slug: team.slug, name: team.name },
    at: createdAt.getTime(),
    happened: happenedTo(request),
    facts: {
      ...seen,
      type,
      team: team.slug,
      classes: touched?.map((each) => ({ slug: each.slug, stage: each.spec.stage })) ?? null,
      classAllows: touched?.every(({ spec }) => spec.approval === 'automatic-within-budget') ?? null,
    },
  };
}

function happenedTo({ state, decision }: PastRequest): Happened {
  if (state === 'approved') return decision?.byPerson === false ? 'automatic' : 'approved';
  return state;
}
