import { createDatabase, type Database } from '#lib/data/client.ts';
import { deleteOldUsage } from '#lib/data/provisioner/delete-old-usage.ts';
import { rollUpUsage } from '#lib/data/provisioner/roll-up-usage.ts';
import { measureTeams, sumTeamUsage } from '#lib/data/provisioner/team-usage.ts';
import { cpuTime } from './arm.ts';
import type { Benchmark, Series } from './benchmark.ts';
import { fillPortal } from './portal/fill-portal.ts';
import { type Cost, measureNotifier } from './portal/notifier-cost.ts';
import { quotaKeys } from './portal/portal-load.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const samplesOfFiveMinutes = 20;

/** What the history of usage costs in the background. */
export const usage: Benchmark = {
  name: 'usage',
  about:
    'The history of usage of 10,000 environments of 14 keys each, with 90 days behind them: processor time of PostgreSQL and the provisioner for five minutes of it. ' +
    'Either every key of every environment changed once, or five keys of each changed every 15 seconds. Retention drops what five minutes of the latter have made. ' +
    'Then the notifier, where each twentieth key is nearly full: every alert told at first, its round over all of them where nothing changed, and its forecasts.',
  run: async (run) => {
    const { stage, size, report } = run;
    const [teams, environmentsOfEach, days] = size === 'full' ? [500, 20, 90] : [20, 5, 8];
    const now = new Date();
    await fillPortal(stage.ownerUrl, { teams, environmentsOfEach, days }, now);
    report(`${teams * environmentsOfEach} environments are made up`);
    const owner = createDatabase(stage.ownerUrl, 2);
    const provisioner = createDatabase(stage.provisionerUrl, 2);
    const notifier = createDatabase(stage.notifierUrl, 2);
    const rounds = size === 'full' ? 3 : 1;
    const cost: Cost = async (work) => {
      const before = stage.databaseCpuMs() + cpuTime();
      await work();
      return (stage.databaseCpuMs() + cpuTime() - before) / 1000;
    };
    try {
      const subjects = teams * (environmentsOfEach + 1);
      return [
        ...(await measure({ owner, provisioner, begin: now, rounds, cost })),
        ...(await measureNotifier(owner, notifier, cost, { rounds, subjects })),
      ];
    } finally {
      await Promise.all([owner, provisioner, notifier].map((database) => database.$disconnect()));
    }
  },
};

interface History {
  owner: Database;
  provisioner: Database;
  begin: Date;
  rounds: number;
  cost: Cost;
}

async function measure({ owner, provisioner, begin, rounds, cost }: History): Promise<Series[]> {
  let now = begin;
  const rollUp = async () => {
    while ((await rollUpUsage(provisioner, now)) === 'more');
  };
  // What the made-up portal has left to roll up is nobody's figure.
  await rollUp();
  const measured = async (work: (round: number) => Promise<number>) => {
    const values: number[] = [];
    for (let round = 0; round < rounds; round += 1) values.push(await work(round));
    return values;
  };
  const nextFive = async (keys: readonly string[], times: number) => {
    await addSamples(owner, now, keys, times);
    now = new Date(now.getTime() + 5 * minute);
    return cost(rollUp);
  };
  const once = await measured(() => nextFive(quotaKeys, 1));
  const often = await measured(() => nextFive(quotaKeys.slice(0, 5), samplesOfFiveMinutes));
  const sums = await measured(() => cost(() => sumTeamUsage(provisioner)));
  // Each team once an hour; five minutes are a twelfth of that.
  const needs = await measured((round) =>
    cost(() => measureTeams(provisioner, new Date(now.getTime() + round * 3_600_000), 50)),
  );
  const later = new Date(now.getTime() + 8 * day);
  await cost(() => drop(provisioner, new Date(later.getTime() - 10 * minute)));
  const old = [await cost(() => drop(provisioner, later))];
  const whole = often.map(
    (value, round) => value + 20 * (sums[round] ?? 0) + (needs[round] ?? 0) + (old[0] ?? 0),
  );
  const unit = 's';
  return [
    { name: 'roll-up, every key once', unit, values: once, goals: [{ at: 'max', most: 10 }] },
    { name: 'roll-up, five keys every 15 seconds', unit, values: often, goals: [{ at: 'max', most: 10 }] },
    { name: 'sums of all teams', unit, values: sums },
    { name: 'what 50 teams needed', unit, values: needs },
    { name: 'retention', unit, values: old },
    { name: 'all of it in five minutes', unit, values: whole, goals: [{ at: 'max', most: 10 }] },
  ];
}

async function drop(provisioner: Database, now: Date): Promise<void> {
  while ((await deleteOldUsage(provisioner, now)) === 'more');
}

async function addSamples(
  owner: Database,
  from: Date,
  keys: readonly string[],
  times: number,
): Promise<void> {
  for (let n = 0; n < times; n += 1)
    await owner.$executeRaw`
      INSERT INTO usage_sample (environment_id, key, at, used, hard)
      SELECT environment_id, key, date_bin('15 seconds', ${from}::timestamptz, 'epoch') + ${n} * interval '15 seconds', used + ${n} % 7, hard
      FROM environment_usage WHERE key = ANY (${[...keys]}::text[]) ON CONFLICT DO NOTHING`;
}
