import type { GroupsSaid } from '#lib/domain/identity/read-groups.ts';
import { getDatabase, type Queryable } from '../client.ts';
import { recordAudit } from '../record-audit.ts';
import { type DueGrant, endGrant, type GrantToken, renewGrant } from './grant-rows.ts';
import { saveIdentity } from './identity-rows.ts';
import { holdMapping } from './mapping-rows.ts';
import { identityProvider, settleGroups } from './settle-groups.ts';

type Asked = Pick<DueGrant, 'id' | 'userId'>;

/** The person is still there: his groups follow, and the next question has its token. */
export async function recordConfirmed(
  { id, userId }: Asked,
  said: GroupsSaid,
  next: GrantToken,
  afterMs: number,
): Promise<void> {
  await withPerson(userId, async (tx, person) => {
    if (!(await renewGrant(tx, id, next, afterMs))) return;
    await saveIdentity(tx, person, said, identityProvider);
    await settleGroups(tx, [userId], identityProvider);
  });
}

/**
 * The provider refuses the sign-in: its session is over. With the last sign-in that it vouches for, what groups gave goes as
 * well, and access to namespaces with it.
 */
export async function recordRefused({ id, userId }: Asked, why: string): Promise<void> {
  await withPerson(userId, async (tx, person) => {
    const ended = await endGrant(tx, id);
    if (ended === null) return;
    await recordAudit(tx, identityProvider, {
      action: 'session.end-by-provider',
      objectType: 'session',
      objectId: ended.sessionId ?? userId,
      objectName: person.name,
      after: { why, sessionEnded: ended.sessionId !== null },
    });
    if (ended.others > 0) return;
    await saveIdentity(tx, person, { groups: [], problem: 'refused' }, identityProvider);
    await settleGroups(tx, [userId], identityProvider);
  });
}

/** Nobody vouches for the person any more, as after a restore, which brings no sign-ins back: what groups gave goes. */
export async function recordUnvouched(userId: string): Promise<void> {
  await withPerson(userId, async (tx, person) => {
    if ((await tx.identityGrant.count({ where: { userId } })) > 0) return;
    await saveIdentity(tx, person, { groups: [], problem: 'refused' }, identityProvider);
    await settleGroups(tx, [userId], identityProvider);
  });
}

async function withPerson(
  userId: string,
  work: (tx: Queryable, person: { id: string; name: string }) => Promise<void>,
): Promise<void> {
  await getDatabase().$transaction(async (tx) => {
    await holdMapping(tx);
    // Before the grant, as a sign-in does it: two of one person wait for each other here.
    const [person] = await tx.$queryRaw<{ id: string; name: string }[]>`
      SELECT id, name FROM "user" WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
    if (person !== undefined) await work(tx, person);
  });
}
