import type { Actor } from '#lib/auth/permissions.ts';
import type { Database } from '#lib/data/client.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { AppError } from '#lib/domain/error.ts';
import type { SubmitRequest } from '#lib/domain/inputs/request.ts';
import { moveQuota } from '#lib/services/budget/move-quota.ts';
import { submitRequest } from '#lib/services/request/submit-request.ts';
import { withdrawRequest } from '#lib/services/request/withdraw-request.ts';
import type { SeededRandom } from '#tools/chaos/random.ts';

/** The team whose environments are changed, and by whom. */
export interface ChangedTeam {
  database: Database;
  id: string;
  slug: string;
  classSlug: string;
  owner: Actor;
}

/** How the changes went: granted at once, moved between two environments, waiting for an admin because the budget lacks room, or refused. */
export type Tally = Record<'granted' | 'moved' | 'over' | 'refused', number>;

const mostEnvironments = 6;

/**
 * Asks for `count` random changes, `atOnce` of them at any moment: new environments, other sizes, moves of quota, deletions. What the
 * budget has no room for is withdrawn again, so that nothing stands in the way of the next one.
 */
export async function changeAtRandom(
  team: ChangedTeam,
  random: SeededRandom,
  { count, atOnce }: { count: number; atOnce: number },
): Promise<Tally> {
  const tally: Tally = { granted: 0, moved: 0, over: 0, refused: 0 };
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      tally[await change(team, random)] += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return tally;
}

async function change(team: ChangedTeam, random: SeededRandom): Promise<keyof Tally> {
  try {
    if (random.below(4) === 0) return await moveSome(team, random);
    const asked = await nextChange(team, random);
    const { number, state } = await submitRequest(team.owner, {
      ...asked,
      team: team.slug,
      reason: 'A test.',
    });
    if (state === 'approved') return 'granted';
    await withdrawRequest(team.owner, { number, version: 1 });
    return 'over';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return 'refused';
  }
}

async function moveSome(team: ChangedTeam, random: SeededRandom): Promise<keyof Tally> {
  const live = await team.database.environment.findMany({
    where: { teamId: team.id, finalizedAt: null, deleteAfter: null },
    select: { slug: true },
  });
  if (live.length < 2) return 'refused';
  const [from, to] = [random.pick(live).slug, random.pick(live).slug];
  const [key, amount] = random.pick([
    ['requests.cpu', `${250 * (1 + random.below(4))}m`],
    ['requests.memory', `${1 + random.below(3)}Gi`],
    ['pods', String(1 + random.below(5))],
  ] as const);
  await moveQuota(team.owner, { team: team.slug, from, to, key, amount });
  return 'moved';
}

async function nextChange(
  { database, id, classSlug }: ChangedTeam,
  random: SeededRandom,
): Promise<Pick<SubmitRequest, 'type' | 'environment' | 'payload'>> {
  const live = await database.environment.findMany({
    where: { teamId: id, finalizedAt: null },
    select: { slug: true, generation: true, deleteAfter: true },
  });
  const open = live.filter(({ deleteAfter }) => deleteAfter === null);
  const quota = randomQuota(random);
  if (open.length === 0 || (live.length < mostEnvironments && random.below(10) === 0)) {
    const slug = `e${random.below(1_000_000_000).toString(36)}`;
    const payload = { slug, classSlug, classVersion: 1, quota, lifetimeDays: null };
    return { type: 'create-environment', environment: null, payload };
  }
  const { slug: environment, generation } = random.pick(open);
  if (open.length > 2 && random.below(40) === 0)
    return { type: 'delete-environment', environment, payload: { generation } };
  return { type: 'resize-environment', environment, payload: { generation, quota } };
}

function randomQuota(random: SeededRandom): ResourceAmounts {
  return {
    'requests.cpu': `${500 + 250 * random.below(24)}m`,
    'requests.memory': `${1 + random.below(12)}Gi`,
    pods: String(1 + random.below(20)),
  };
}
