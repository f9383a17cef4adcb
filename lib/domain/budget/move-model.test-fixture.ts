import { type Environment, keys } from './ledger-rows.test-fixture.ts';

interface Move {
  from: Environment;
  to: Environment;
  key: string;
  amount: number;
  /** What the sides have afterwards; the move is done when the ledger shows it. */
  after: { from: number; to: number };
  /** Whether what runs turns out not to fit into what is left. */
  isTooMuch: boolean;
}

/** Moves of quota as the rows have them: both sides at once, taken back as a whole, done when the ledger says so. */
export interface Moves {
  begin: (live: readonly Environment[]) => void;
  isMoving: (environment: Environment) => boolean;
  /** Right before the environment's quota is written: takes the move from it back if what runs does not fit. */
  isBlocked: (environment: Environment) => boolean;
  /** The environment is gone: what it was to get goes back. */
  end: (environment: Environment) => void;
  /** After every change of a ceiling. */
  follow: () => void;
  /** Moves that are neither done nor taken back, in words. */
  open: () => string[];
}

/** `isHasty` moves the ceilings with what is wanted, instead of letting the ledger decide. */
export function createMoves(
  random: (below: number) => number,
  isHasty: boolean,
  seen: Record<'moved' | 'takenBack', number>,
): Moves {
  let open: Move[] = [];
  const amountOf = (amounts: Record<string, string>, key: string) => Number(amounts[key] ?? 0);
  const isMoving = (environment: Environment) =>
    open.some(({ from, to }) => from === environment || to === environment);

  function shift(from: Environment, to: Environment, key: string, amount: number): void {
    from.target = { ...from.target, [key]: String(amountOf(from.target, key) - amount) };
    to.target = { ...to.target, [key]: String(amountOf(to.target, key) + amount) };
  }

  function begin(live: readonly Environment[]): void {
    const [from, to] = [live[random(Math.max(1, live.length))], live[random(Math.max(1, live.length))]];
    const key = keys[random(keys.length)];
    if (from === undefined || to === undefined || key === undefined) return;
    if (from === to || isMoving(from) || isMoving(to)) return;
    const amount = random(amountOf(from.target, key) + 1);
    if (amount === 0) return;
    shift(from, to, key, amount);
    if (isHasty) {
      const ceiling = (share: Environment['share'], less: number) => ({
        ...share,
        ceiling: { ...share.ceiling, [key]: String(Math.max(0, amountOf(share.ceiling, key) - less)) },
      });
      from.share = ceiling(from.share, amount);
      to.share = ceiling(to.share, -amount);
    }
    const after = { from: amountOf(from.target, key), to: amountOf(to.target, key) };
    open.push({ from, to, key, amount, after, isTooMuch: random(2) === 0 });
  }

  function isBlocked(environment: Environment): boolean {
    const move = open.find(({ from, isTooMuch }) => isTooMuch && from === environment);
    if (move === undefined) return false;
    // Where the cluster has no more than that already, nothing is shut out.
    if (amountOf(move.from.quota?.hard ?? {}, move.key) <= move.after.from) return false;
    takeBack(move);
    return true;
  }

  function takeBack(move: Move): void {
    shift(move.to, move.from, move.key, move.amount);
    open = open.filter((each) => each !== move);
    seen.takenBack += 1;
  }

  function follow(): void {
    const ceiling = ({ state, share }: Environment, key: string) =>
      state === 'final' ? 0 : amountOf(share.ceiling, key);
    const isDone = ({ from, to, key, after }: Move) =>
      ceiling(from, key) <= after.from && ceiling(to, key) >= after.to;
    seen.moved += open.filter(isDone).length;
    open = open.filter((move) => !isDone(move));
  }

  return {
    begin,
    isMoving,
    isBlocked,
    end: (environment) => {
      for (const move of open.filter(({ to }) => to === environment)) takeBack(move);
    },
    follow,
    open: () => open.map(({ key, amount }) => `a move of ${amount} ${key} is open`),
  };
}
