import { createDatabase } from '#lib/data/client.ts';
import { loadConnection } from '#lib/k8s/connection.ts';
import { createTransport } from '#lib/k8s/transport.ts';
import { naiveChanges } from '#tools/budget/naive-changes.ts';
import { runBudget } from '#tools/budget/run-budget.ts';
import type { Benchmark } from './benchmark.ts';

const atOnce = 8;

/** Random changes of one team's quotas, with the ledger and as a check that is followed by a write. */
export const budget: Benchmark = {
  name: 'budget',
  about:
    'Eight people at once change the environments of one team at random, with two provisioners; a watcher adds up `spec.hard` over the team’s namespaces at every event. ' +
    'Beside it the naive arm: eight writers read all quotas of the cluster, add them up, and write when the sum fits.',
  run: async ({ stage, size }) => {
    const count = size === 'quick' ? 40 : 600;
    const database = createDatabase(stage.ownerUrl, 4);
    const transport = createTransport(await loadConnection(stage.adminKubeconfig));
    const variables = (replica: string) => ({
      DATABASE_URL: stage.provisionerUrl,
      KUBECONFIG: stage.provisionerKubeconfig,
      METRICS_PORT: '0',
      BAILIWICK_REPLICA: replica,
    });
    try {
      const parts = { database, webUrl: stage.webUrl, transport, variables };
      const ours = await runBudget(parts, { seed: 1, count, atOnce, crashes: 0 });
      const naive = await naiveChanges(transport, { seed: 1, count, atOnce });
      const perSecond = (ms: number) => (count * 1000) / ms;
      return [
        { name: 'changes a second', unit: '1/s', values: [perSecond(ours.changesMs)] },
        {
          name: 'moments over the budget',
          unit: 'events',
          values: [ours.overshoots.length],
          goals: [{ at: 'max', most: 0 }],
        },
        { name: 'events seen', unit: 'events', values: [ours.events] },
        { name: 'naive: changes a second', unit: '1/s', values: [perSecond(naive.changesMs)] },
        { name: 'naive: moments over the budget', unit: 'events', values: [naive.overshoots] },
        { name: 'naive: events seen', unit: 'events', values: [naive.events] },
      ];
    } finally {
      await transport.close();
      await database.$disconnect();
    }
  },
};
