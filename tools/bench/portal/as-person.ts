import type { Actor } from '#lib/auth/permissions.ts';
import { findActor } from '#lib/data/actors/find-actor.ts';
import { getDatabase } from '#lib/data/client.ts';
import { getClusterHealth } from '#lib/services/cluster/get-cluster-health.ts';
import { getPolicyPack } from '#lib/services/cluster/get-policy-pack.ts';
import { countPendingRequests } from '#lib/services/request/count-pending-requests.ts';
import { listMyTeamNames } from '#lib/services/team/list-my-teams.ts';
import { approvers } from './portal-load.ts';

/** The person with that subject, as a request of his would be answered. */
export async function actorOf(subject: string): Promise<Actor> {
  const row = await getDatabase().user.findFirstOrThrow({ where: { subject }, select: { id: true } });
  const found = await findActor(row.id);
  if (found === null) throw new Error(`${subject} is disabled.`);
  return { ...found, requestId: 'bench' };
}

/** The owner of the first team, as `fillTeams` numbers people. */
export const ownerSubject = `person-${approvers + 1}`;

/** What the frame around every page asks for. */
export async function readFrame(actor: Actor): Promise<void> {
  await Promise.all([
    listMyTeamNames(actor),
    countPendingRequests(actor),
    getClusterHealth(actor),
    getPolicyPack(actor),
  ]);
}

/** Reads a file of an export to its end; answers how long it is. */
export async function readExport(pieces: AsyncIterable<string>): Promise<number> {
  let length = 0;
  for await (const piece of pieces) length += piece.length;
  return length;
}
