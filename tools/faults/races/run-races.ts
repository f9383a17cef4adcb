import { isOutage } from '#lib/data/outage.ts';
import { AppError } from '#lib/domain/error.ts';
import { createWorld, type World } from '#lib/services/request/world.test-fixture.ts';
import { createRandom, type SeededRandom } from '#tools/chaos/random.ts';
import { contend } from './contend.ts';
import { approveOrWithdraw, duel, lastOfTheBudget, twins } from './decisions.ts';
import { staleClassForm, staleTeamForm } from './forms.ts';
import { openLossyWay } from './lossy-way.ts';
import type { RaceKind } from './race.ts';
import { referee, type Verdict } from './referee.ts';

const kinds = { duel, approveOrWithdraw, lastOfTheBudget, twins, staleTeamForm, staleClassForm };
const kindNames = Object.keys(kinds) as (keyof typeof kinds)[];
const lanes = 4;

/** What came of the races. */
export interface RaceResult {
  races: number;
  /** How many there were of each kind. */
  byKind: Record<string, number>;
  /** In how many somebody was told for a while that it is not known what became of his click. */
  unsure: number;
  /** In how many of these the winner learned only by looking again that he had won. */
  unheard: number;
  /** How many nobody won, because the database answered nobody in the end. */
  undecided: number;
  violations: string[];
}

/** How many races, and with which chances. */
export interface RaceOptions {
  count: number;
  seed: number;
  /** So many statements of transactions in a thousand lose their connection, before or after they are carried out. */
  lossPerMille: number;
  /** In the middle of the run the database stands still for so many milliseconds. */
  stallMs?: number;
}

/** Runs races in an empty database, several at once; the seed chooses kinds, people and who is a little later. */
export async function runRaces(webUrl: string, options: RaceOptions): Promise<RaceResult> {
  const { count, seed, lossPerMille, stallMs = 0 } = options;
  const way = await openLossyWay(webUrl, createRandom(seed));
  const world = await createWorld({ webUrl: way.url, drop: way.close });
  const result: RaceResult = { races: 0, byKind: {}, unsure: 0, unheard: 0, undecided: 0, violations: [] };
  const lane = async (first: number) => {
    for (let index = first; index < count; index += lanes) {
      if (index === Math.floor(count / 2) && stallMs > 0) way.stall(stallMs);
      const random = createRandom(seed + index);
      const name = random.pick(kindNames);
      const verdict = await runRace(kinds[name], world, `r${index}`, random);
      result.violations.push(...verdict.wrong.map((violation) => `race ${index}, ${name}: ${violation}`));
      result.byKind[name] = (result.byKind[name] ?? 0) + 1;
      result.races += 1;
      result.unsure += Number(verdict.isUnsure);
      result.unheard += Number(verdict.isUnheard);
      result.undecided += Number(verdict.isUndecided);
    }
  };
  way.lose(lossPerMille);
  try {
    await Promise.all(Array.from({ length: lanes }, (_, first) => lane(first)));
  } finally {
    way.lose(0);
    await world.end();
  }
  return result;
}

async function runRace(kind: RaceKind, world: World, name: string, random: SeededRandom): Promise<Verdict> {
  const { contenders, losers, judge } = await insist((tries) => kind(world, `${name}x${tries}`, random));
  const delays = contenders.map(() => random.below(6));
  const endings = await Promise.all(
    contenders.map(async (click, index) => {
      // One turn of the event loop is about what lies between two requests of a busy server.
      for (let turn = 0; turn < (delays[index] ?? 0); turn += 1) await new Promise(setImmediate);
      return contend(click, losers);
    }),
  );
  return referee(endings, await insist(judge));
}

// What comes before and after a race is not what is tried.
async function insist<T>(work: (tries: number) => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work(tries);
    } catch (error) {
      const isLost = (error instanceof AppError && error.code === 'UNAVAILABLE') || isOutage(error);
      if (!isLost || tries === 50) throw error;
    }
  }
}
