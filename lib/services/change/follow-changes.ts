import { type Actor, may } from '#lib/auth/permissions.ts';
import { type Change, changesSince, ownRequestsMark, watchChanges } from '#lib/data/changes/watch-changes.ts';

const uncertain = new Set(['membership', 'request', 'comment']);

/** Where a follower's news go. `end` comes last, when the session is over. */
export interface Follower {
  change: (type: string) => void;
  end: () => void;
}

/**
 * Tells of every change that the person may see until stopped. `probe` answers who the session belongs to by now;
 * it is asked at each change of memberships and each time `check` is called. `since` is the mark of the page that
 * follows: what it may have missed is told at once, as one `gap`, and so is a mark that says nothing here.
 */
export async function followChanges(
  probe: () => Promise<Actor | null>,
  follower: Follower,
  since: string | null,
): Promise<{ stop: () => void; check: () => Promise<void> }> {
  let actor = await probe();
  let mark = actor === null ? '' : await ownRequestsMark(actor.userId);
  let work = Promise.resolve();
  const end = () => {
    stop();
    follower.end();
  };

  const check = async () => {
    const before = rolesOf(actor);
    actor = await probe();
    if (actor === null) end();
    else if (rolesOf(actor) !== before) follower.change('membership');
  };

  const hear = async (change: Change) => {
    if (change.type === 'membership') await check();
    if (actor === null) return;
    if (isVisible(actor, change)) follower.change(change.type);
    else if (change.type === 'request' || change.type === 'comment') await hearOwn(actor, change);
  };

  // A request to join belongs to a team that its author is not in yet.
  const hearOwn = async (current: Actor, change: Change) => {
    const now = await ownRequestsMark(current.userId);
    if (now !== mark) follower.change(change.type);
    mark = now;
  };

  // One after the other, so that roles and mark are never compared twice at a time; a failed look ends the stream
  // and the browser connects anew.
  const unwatch = watchChanges((change) => {
    work = work.then(() => hear(change)).catch(end);
  });
  function stop() {
    unwatch();
  }
  // In the same breath as the watch begins, so that nothing falls between the two.
  const missed = changesSince(since);
  if (actor === null) end();
  else if (mayConcern(actor, missed)) follower.change('gap');
  return { stop, check: () => (work = work.then(check).catch(end)) };
}

function isVisible(actor: Actor, { type, teamId }: Change): boolean {
  if (type === 'cluster' || type === 'gap') return true;
  return may(actor, 'team:read', teamId ?? undefined);
}

// The roles and own requests that the page was made from are not known, only those of now: in doubt it is told.
function mayConcern(actor: Actor, missed: Change[] | null): boolean {
  if (missed === null) return true;
  return missed.some((change) => uncertain.has(change.type) || isVisible(actor, change));
}

function rolesOf(actor: Actor | null): string {
  return actor === null ? '' : JSON.stringify([actor.siteRole, [...actor.teams].sort()]);
}
