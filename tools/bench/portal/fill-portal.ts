import { withClient } from '#tools/database/with-client.ts';
import { fillEnvironments } from './fill-environments.ts';
import { fillEvents } from './fill-events.ts';
import { fillRequests } from './fill-requests.ts';
import { fillTeams } from './fill-teams.ts';
import { fillUsage } from './fill-usage.ts';
import type { PortalLoad } from './portal-load.ts';

/**
 * Fills an empty database, as its owner, with a portal that nobody has worked in: teams, people, environments, requests,
 * what happened, and what was used until `now`. Set by set, and without the indexes of what is big, so that it is soon done.
 */
export async function fillPortal(ownerUrl: string, load: PortalLoad, now: Date): Promise<void> {
  // Of its own, since the pool of the product gives a statement up after 22 seconds.
  await withClient(ownerUrl, async (owner) => {
    await owner.query(
      `SET maintenance_work_mem = '512MB'; SET work_mem = '64MB'; SET synchronous_commit = off`,
    );
    for (const fill of [fillTeams, fillEnvironments, fillRequests, fillEvents, fillUsage])
      await fill({ owner, load, now });
    await owner.query('VACUUM (ANALYZE)');
  });
}
