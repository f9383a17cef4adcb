import { AppError } from '#lib/domain/error.ts';
import { getClass } from '#lib/services/class/get-class.ts';
import { getEnvironment } from '#lib/services/environment/get-environment.ts';
import { commentRequest } from '#lib/services/request/comment-request.ts';
import { decideRequest } from '#lib/services/request/decide-request.ts';
import { listRequests } from '#lib/services/request/list-requests.ts';
import { submitRequest } from '#lib/services/request/submit-request.ts';
import type { Login, People } from './people.ts';

interface Wish {
  by: Login;
  team: string;
  classSlug: string;
  slug: string;
  reason: string;
  /** Amounts that differ from the class's defaults. */
  quota?: Record<string, string>;
}

const granted: (Wish & { yes: string })[] = [
  wish('dana', 'payments', 'dev', 'Try out the new ledger before it is merged.'),
  {
    ...wish('dana', 'payments', 'prod', 'Card payments for all shops; on call is agreed.'),
    yes: 'Reviewed with the architecture board. Sizes are as planned.',
    quota: { 'requests.cpu': '6', 'limits.cpu': '12', 'requests.memory': '16Gi', 'limits.memory': '32Gi' },
  },
  wish('tara', 'search', 'dev', 'Index experiments of the ranking group.'),
  {
    ...wish('sam', 'search', 'staging', 'Rehearse the index migration with real sizes.'),
    yes: 'Fine until the migration is done.',
  },
];

const pending: Wish[] = [
  {
    ...wish('eli', 'payments', 'qa', 'Regression tests of the release train, two weeks before go-live.'),
    quota: { pods: '30' },
  },
];

function wish(by: Login, team: string, classSlug: string, reason: string) {
  return { by, team, classSlug, slug: classSlug, reason, yes: '' };
}

/** Four environments, asked for and granted by different people, and two requests that wait for a decision. */
export async function fileRequests(as: People): Promise<void> {
  for (const each of granted) {
    if (await isThere(as, each)) continue;
    const { number, state, version } = await submit(as, each);
    if (state === 'pending')
      await decideRequest(await as('alex'), { number, version, verdict: 'approved', reason: each.yes });
  }
  for (const each of pending) {
    const waiting = await listRequests(await as(each.by), {
      view: 'mine',
      team: each.team,
      state: 'pending',
    });
    if (waiting.total > 0 || (await isThere(as, each))) continue;
    const { number } = await submit(as, each);
    await commentRequest(await as('dana'), { number, body: 'Needed from Monday on, please.' });
  }
  await askToJoin(as);
}

async function submit(as: People, { by, team, classSlug, slug, reason, quota }: Wish) {
  const actor = await as(by);
  const { version, spec } = await getClass(actor, { class: classSlug });
  const defaults = Object.entries(spec.quota).map(([key, bounds]) => [key, bounds.default]);
  return submitRequest(actor, {
    type: 'create-environment',
    team,
    environment: null,
    payload: {
      slug,
      classSlug,
      classVersion: version,
      quota: { ...Object.fromEntries(defaults), ...quota },
      lifetimeDays: spec.lifetimeDays,
    },
    reason,
  });
}

async function askToJoin(as: People): Promise<void> {
  const nora = await as('nora');
  if ((await listRequests(nora, { view: 'mine' })).total > 0 || nora.teams.size > 0) return;
  await submitRequest(nora, {
    type: 'join-team',
    team: 'search',
    environment: null,
    payload: { role: 'developer' },
    reason: 'I start in the ranking group this week.',
  });
}

async function isThere(as: People, { by, team, slug }: Wish): Promise<boolean> {
  try {
    await getEnvironment(await as(by), { team, environment: slug });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return false;
    throw error;
  }
}
