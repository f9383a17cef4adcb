import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { readClusterFacts, readHealingFacts, readReadyFacts } from '#lib/data/slo/slo-rows.ts';
import { objectives, type SloView } from '#lib/domain/slo.ts';
import { assertMay } from '../scope-of.ts';

/** How the product's objectives were kept, for those who may see the cluster; from the rows themselves, at the time of asking. */
export async function getSlo(actor: Actor): Promise<SloView> {
  assertMay(actor, 'cluster:read');
  const database = getDatabase();
  const [ready, healing, cluster] = await Promise.all([
    readReadyFacts(database, objectives.ready.seconds),
    readHealingFacts(database, objectives.healing.seconds),
    readClusterFacts(database),
  ]);
  return { ready, healing, cluster };
}
