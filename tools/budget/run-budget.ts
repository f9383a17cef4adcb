import type { Database } from '#lib/data/client.ts';
import { sumAmounts } from '#lib/domain/budget.ts';
import { type Condition, findCondition } from '#lib/domain/condition.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import { parseQuantity } from '#lib/domain/quantity.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import { createRandom } from '#tools/chaos/random.ts';
import { until } from '#tools/test/until.ts';
import { changeAtRandom, type Tally } from './random-changes.ts';
import { createReplicas } from './replicas.ts';
import { addTightTeam, tightBudget } from './team.ts';
import { watchSums } from './watch-sums.ts';

/** Where the changes happen: a database with the owner's rights, and the cluster with an administrator's. */
export interface BudgetStage {
  database: Database;
  webUrl: string;
  transport: Transport;
  variables: (replica: string) => Record<string, string>;
}

/** What a run did and what the watcher saw. */
export interface BudgetRun {
  tally: Tally;
  events: number;
  overshoots: readonly string[];
  crashes: number;
  /** Whether the ceilings that triggers add up are the sum of all. */
  isTotalRight: boolean;
  /** Milliseconds in which the changes were asked for, without the wait for the cluster afterwards. */
  changesMs: number;
}

const names = ['budget-1', 'budget-2'] as const;

/**
 * Random changes of one team while two provisioners work and are killed in turn; ends when the cluster shows all that was
 * granted. Throws where it never does.
 */
export async function runBudget(
  stage: BudgetStage,
  options: { seed: number; count: number; atOnce: number; crashes: number },
): Promise<BudgetRun> {
  const { database } = stage;
  const random = createRandom(options.seed);
  const team = await addTightTeam(database, stage.webUrl);
  const beating = async (replica: string) => {
    const beat = () => database.provisionerHeartbeat.findUnique({ where: { replica } });
    await until(beat, { deadlineMs: 300_000, what: `the first beat of ${replica}` });
  };
  const replicas = createReplicas(stage.variables, beating);
  const sums = await watchSums(stage.transport, `${team.slug}-`, tightBudget);
  try {
    for (const name of names) await replicas.start(name);
    const tally: Tally = { granted: 0, moved: 0, over: 0, refused: 0 };
    let changesMs = 0;
    const rounds = options.crashes + 1;
    for (let round = 0; round < rounds; round += 1) {
      const crash = round === 0 ? Promise.resolve() : replicas.crash(random.pick(names));
      const began = performance.now();
      const count = Math.ceil(options.count / rounds);
      const [done] = await Promise.all([
        changeAtRandom(team, random, { count, atOnce: options.atOnce }),
        crash,
      ]);
      changesMs += performance.now() - began;
      for (const what of ['granted', 'moved', 'over', 'refused'] as const) tally[what] += done[what];
    }
    await until(() => isSettled(database, team.id), { deadlineMs: 300_000, what: 'all that was granted' });
    await until(async () => isShown(await targets(database, team.id), sums.hard), {
      deadlineMs: 30_000,
      what: 'the watcher to have seen it',
    });
    const { events, overshoots } = sums;
    const isTotalRight = await totalIsSum(database, team.id);
    return {
      isTotalRight,
      tally,
      events: events(),
      overshoots: overshoots(),
      crashes: options.crashes,
      changesMs,
    };
  } finally {
    await replicas.stop();
    await sums.stop();
  }
}

async function totalIsSum(database: Database, teamId: string): Promise<boolean> {
  const [total, environments] = await Promise.all([
    database.budgetTotal.findUniqueOrThrow({ where: { teamId } }),
    database.environment.findMany({ where: { teamId }, include: { status: true } }),
  ]);
  const sums = sumAmounts(environments.map(({ status }) => (status?.ceiling ?? {}) as ResourceAmounts));
  const kept = sumAmounts([total.amounts as ResourceAmounts]);
  return [...sums].every(([key, { nano }]) => (kept.get(key)?.nano ?? 0n) === nano) && kept.size <= sums.size;
}

async function isSettled(database: Database, teamId: string): Promise<boolean> {
  const rows = await database.environment.findMany({
    where: { teamId, finalizedAt: null },
    include: { status: true },
  });
  // A move that is not over keeps both its sides from being changed.
  if ((await database.quotaMove.count({ where: { teamId, state: 'open' } })) > 0) return false;
  return rows.every(({ generation, deleteAfter, status }) => {
    const ready = findCondition((status?.conditions ?? []) as unknown as Condition[], 'Ready');
    return deleteAfter === null && ready?.status === 'True' && ready.observedGeneration === generation;
  });
}

async function targets(database: Database, teamId: string): Promise<Map<string, ResourceAmounts>> {
  const rows = await database.environment.findMany({ where: { teamId, finalizedAt: null } });
  return new Map(rows.map(({ namespace, quota }) => [namespace, quota as ResourceAmounts]));
}

function isShown(
  wanted: ReadonlyMap<string, ResourceAmounts>,
  hard: (key: string) => ReadonlyMap<string, bigint>,
): boolean {
  return ['requests.cpu', 'requests.memory', 'pods'].every((key) => {
    const shown = hard(key);
    return (
      shown.size === wanted.size &&
      [...wanted].every(([name, quota]) => shown.get(name) === parseQuantity(quota[key] ?? '0').nano)
    );
  });
}
