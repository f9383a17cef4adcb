import { loadActorById } from '#lib/auth/load-actor.ts';
import { decideRequest } from '#lib/services/request/decide-request.ts';

/** What a browser's click on Approve does on the web server, against the database of the process. */
export async function approve(adminId: string, number: number): Promise<void> {
  const actor = await loadActorById(adminId, 'faults');
  if (actor === null) throw new Error('The admin may not act.');
  await decideRequest(actor, { number, version: 1, verdict: 'approved', reason: 'Yes.' });
}
