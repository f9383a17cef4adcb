import type { ResourceAmounts } from '../environment-class.ts';
import {
  type Environment,
  type Fault,
  keys,
  type Model,
  type Pass,
  type Sent,
} from './ledger-rows.test-fixture.ts';
import { createMoves } from './move-model.test-fixture.ts';
import { isAtRest, isSameAmounts, reserve, settle } from './reserve.ts';

/** Starts with nothing; `random` answers whole numbers below its argument. */
export function createModel(random: (below: number) => number, fault: Fault): Model {
  const seen = { writes: 0, refused: 0, settled: 0, waits: 0, fenced: 0, finals: 0, moved: 0, takenBack: 0 };
  const environments: Environment[] = [];
  let budget: ResourceAmounts = amounts(12);
  let passes: Pass[] = [];
  let sent: Sent[] = [];
  let version = 1;

  function amounts(upTo: number): ResourceAmounts {
    return Object.fromEntries(keys.map((key) => [key, String(1 + random(upTo))]));
  }
  const pick = <T>(items: readonly T[]): T | undefined => items[random(Math.max(1, items.length))];
  const moves = createMoves(random, fault === 'moves-the-ceilings', seen);
  const isCounted = ({ state }: Environment) => state !== 'final';
  const counted = () => environments.filter(isCounted);
  const sum = (parts: readonly ResourceAmounts[], key: string) =>
    parts.reduce((total, part) => total + Number(part[key] ?? 0), 0);

  function approve(): void {
    const target = amounts(8);
    const environment =
      random(4) === 0
        ? undefined
        : pick(environments.filter((each) => each.state === 'live' && !moves.isMoving(each)));
    const others = counted().filter((each) => each !== environment);
    const fits = keys.every(
      (key) => sum([...others.map((each) => each.target), target], key) <= Number(budget[key]),
    );
    if (!fits) return;
    if (environment !== undefined) environment.target = target;
    else if (others.length < 5)
      environments.push({
        target,
        share: { ceiling: {}, allowed: {}, revision: 0 },
        fence: 0,
        state: 'live',
        quota: null,
        namespace: 'none',
        past: [null],
      });
  }

  function changeBudget(): void {
    const next = amounts(16);
    const takes = (key: string) =>
      counted().reduce(
        (total, { target, share }) => total + Math.max(Number(target[key]), Number(share.ceiling[key] ?? 0)),
        0,
      );
    if (keys.every((key) => Number(next[key]) >= takes(key))) budget = next;
  }

  /** Whoever has the newest fence holds the lease; the others may still have writes on the way. */
  function claim(environment = pick(counted()), age = random(3)): void {
    if (environment === undefined) return;
    environment.fence += 1;
    const others = counted().filter((each) => each !== environment);
    const ofOthers = Object.fromEntries(
      keys.map((key) => [
        key,
        String(
          sum(
            others.map((each) => (fault === 'counts-what-is-wanted' ? each.target : each.share.ceiling)),
            key,
          ),
        ),
      ]),
    );
    const { waits, ...share } = reserve(environment.share, environment.target, budget, ofOthers);
    seen.waits += waits.length;
    if (fault === 'reserves-without-a-revision') share.revision = 1;
    environment.share = fault === 'settles-before-it-is-seen' ? settle(share) : share;
    moves.follow();
    const cached = environment.past.at(-1 - Math.min(age, environment.past.length - 1)) ?? null;
    passes.push({ environment, fence: environment.fence, share, seen: cached, isWaiting: false });
  }

  function advance(): void {
    const pass = pick(passes.filter(({ isWaiting }) => !isWaiting));
    if (pass === undefined) return;
    const { environment, share } = pass;
    if (environment.state === 'deleting') {
      finish(pass);
      return;
    }
    if (isAsAllowed(pass)) {
      if (pass.fence !== environment.fence) seen.fenced += 1;
      else {
        environment.share = settle(environment.share);
        moves.follow();
        seen.settled += 1;
      }
      passes = passes.filter((each) => each !== pass);
      return;
    }
    // Before each write a replica asks whether it may still hold the lease.
    if (pass.fence !== environment.fence) {
      passes = passes.filter((each) => each !== pass);
      return;
    }
    // What runs does not fit into what a move leaves: the next pass finds it taken back.
    if (moves.isBlocked(environment)) {
      passes = passes.filter((each) => each !== pass);
      return;
    }
    if (environment.namespace === 'none') environment.namespace = 'there';
    pass.isWaiting = true;
    const replaces = fault === 'writes-unconditionally' ? undefined : (pass.seen?.version ?? null);
    sent.push({ pass, replaces, hard: share.allowed, revision: share.revision });
  }

  function isAsAllowed({ seen: quota, share }: Pass): boolean {
    return quota !== null && quota.revision === share.revision && isSameAmounts(quota.hard, share.allowed);
  }

  function finish(pass: Pass): void {
    const { environment } = pass;
    passes = passes.filter((each) => each !== pass);
    if (pass.fence !== environment.fence) return;
    if (environment.namespace === 'none') environment.namespace = 'gone';
    if (environment.namespace !== 'gone' && fault !== 'frees-before-it-is-gone') return;
    environment.state = 'final';
    if (fault !== 'forgets-moves-to-what-is-gone') moves.end(environment);
    moves.follow();
    seen.finals += 1;
  }

  function arrive(): void {
    const write = pick(sent);
    if (write === undefined) return;
    sent = sent.filter((each) => each !== write);
    const { environment } = write.pass;
    const isTaken =
      environment.namespace === 'there' &&
      (write.replaces === undefined || write.replaces === (environment.quota?.version ?? null));
    if (isTaken) {
      version += 1;
      environment.quota = { hard: write.hard, revision: write.revision, version };
      environment.past.push(environment.quota);
      seen.writes += 1;
    } else seen.refused += 1;
    write.pass.seen = environment.quota;
    write.pass.isWaiting = false;
  }

  // The quota controller writes its status: another version, nothing else.
  function count(): void {
    const environment = pick(environments.filter(({ quota }) => quota !== null));
    if (environment?.quota) {
      version += 1;
      environment.quota = { ...environment.quota, version };
      environment.past.push(environment.quota);
    }
  }

  function crash(): void {
    const pass = pick(passes);
    passes = passes.filter((each) => each !== pass);
  }

  // Nobody deletes what is moving, but its time may come.
  function remove(): void {
    const environment = pick(environments.filter(({ state }) => state === 'live'));
    if (environment !== undefined && random(moves.isMoving(environment) ? 9 : 3) === 0)
      environment.state = 'deleting';
  }

  function terminate(): void {
    const ending = environments.filter(({ state }) => state !== 'live');
    empty(pick(ending.filter(({ namespace }) => namespace === 'there')));
  }

  function empty(environment: Environment | undefined): void {
    if (environment === undefined) return;
    environment.namespace = 'gone';
    environment.quota = null;
  }

  const move = () => moves.begin(environments.filter(({ state }) => state === 'live'));

  const events: (() => void)[] = [
    approve,
    approve,
    () => claim(),
    () => claim(),
    () => claim(),
    advance,
    advance,
    advance,
    advance,
    arrive,
    arrive,
    arrive,
    count,
    crash,
    changeBudget,
    remove,
    terminate,
    move,
  ];

  const drain = () => {
    while (passes.length + sent.length > 0) (sent.length > 0 ? arrive : advance)();
  };

  function rest(): string[] {
    while (sent.length > 0) arrive();
    passes = [];
    // What grows waits for what shrinks, so one round is not enough.
    const rounds = environments.flatMap(() => environments);
    for (const environment of [...rounds, ...rounds].filter(isCounted)) {
      if (!isCounted(environment)) continue;
      if (environment.state === 'deleting') empty(environment);
      claim(environment, 0);
      drain();
    }
    const restless = counted().filter(({ share, target }) => !isAtRest(share, target));
    return [...restless.map(({ target }) => `not at rest: ${JSON.stringify(target)}`), ...moves.open()];
  }

  return {
    rest,
    step: () => pick(events)?.(),
    overshoots: () =>
      keys.filter(
        (key) =>
          sum(
            environments.map(({ quota }) => quota?.hard ?? {}),
            key,
          ) > Number(budget[key]),
      ),
    seen,
  };
}
