import { createDatabase } from '#lib/data/client.ts';
import { loadConnection } from '#lib/k8s/connection.ts';
import { createTransport } from '#lib/k8s/transport.ts';
import { startStage } from '#tools/bench/stage.ts';
import { runBudget } from '#tools/budget/run-budget.ts';

/**
 * Random changes of one team's environments on a real cluster, with two provisioners that are killed again and again;
 * says whether no event showed more than the budget.
 */
export async function soakBudget(options: { cases?: number; seed?: number }): Promise<boolean> {
  const { cases: count = 10_000, seed = Math.floor(Math.random() * 2 ** 31) } = options;
  const stage = await startStage('local', (line) => console.log(`· ${line}`));
  const database = createDatabase(stage.ownerUrl, 4);
  const transport = createTransport(await loadConnection(stage.adminKubeconfig));
  try {
    const variables = (replica: string) => ({
      DATABASE_URL: stage.provisionerUrl,
      KUBECONFIG: stage.provisionerKubeconfig,
      METRICS_PORT: '0',
      BAILIWICK_REPLICA: replica,
    });
    const began = performance.now();
    const crashes = Math.max(1, Math.round(count / 1_000));
    const parts = { database, webUrl: stage.webUrl, transport, variables };
    const run = await runBudget(parts, { seed, count, atOnce: 8, crashes });
    const { granted, moved, over, refused } = run.tally;
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    console.log(
      `${granted + moved + over + refused} changes (${granted} granted, ${moved} moved, ${over} over the budget, ${refused} refused), ${crashes} crashes, ` +
        `${run.events} events in ${seconds} s, seed ${seed}: ${run.overshoots.length} overshoots`,
    );
    for (const overshoot of run.overshoots.slice(0, 20)) console.log(overshoot);
    if (!run.isTotalRight) console.log('The total of the ceilings is not their sum.');
    return run.overshoots.length === 0 && run.isTotalRight;
  } finally {
    await transport.close();
    await database.$disconnect();
    await stage.stop();
  }
}
