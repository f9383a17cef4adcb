import type { World } from '#lib/services/request/world.test-fixture.ts';
import type { SeededRandom } from '#tools/chaos/random.ts';

/** People who do something at the same moment of which only one of them may succeed. */
export interface Race {
  contenders: (() => Promise<unknown>)[];
  /** The codes with which the others are told that they were too late. */
  losers: readonly string[];
  judge: () => Promise<Judgement>;
}

/** What the database says afterwards. */
export interface Judgement {
  /** How many of them it knows to have succeeded. */
  wins: number;
  /** What is not as one winner leaves it, in words; of a race without a winner, what is left of an attempt. */
  wrong: string[];
}

/** Makes ready what they race for. `name` is free for a team or a class of this race alone. */
export type RaceKind = (world: World, name: string, random: SeededRandom) => Promise<Race>;
