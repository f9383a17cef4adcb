import type { Database } from '#lib/data/client.ts';
import { savePackReport } from '#lib/data/provisioner/pack-report.ts';
import { collectionPath } from '#lib/k8s/resources.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import { judgePack } from '../policies/judge-pack.ts';
import { packLabels } from '../policies/render-pack.ts';
import { type PackObject, packKinds } from '../policies/render-policy.ts';

/** How often to look at the admission policies, in milliseconds. */
export const packEveryMs = 15_000;

/** Looks at what the cluster has of the admission policies and writes down what it found, if that is news. */
export function checkPack(database: Database, transport: Transport): () => Promise<void> {
  const selector = Object.entries(packLabels).map((label) => label.join('='));
  return async () => {
    const lists = await Promise.all(
      packKinds.map(async (type) => {
        const path = `${collectionPath(type)}?labelSelector=${encodeURIComponent(selector.join(','))}`;
        const { items } = (await transport.call({ method: 'GET', path })) as { items: PackObject[] };
        return items.map((item) => ({ ...item, kind: type.kind }));
      }),
    );
    await savePackReport(database, judgePack(lists.flat()));
  };
}
