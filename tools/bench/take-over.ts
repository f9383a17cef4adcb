import { until } from '#tools/test/until.ts';
import { type BatchRows, openBatchRows } from './batch.ts';
import type { Benchmark } from './benchmark.ts';
import { verifyEnvironments } from './verify-environments.ts';

/** What a replica held when it was killed or frozen, taken over by another one. */
export const takeOver: Benchmark = {
  name: 'take-over',
  about:
    'R5: two replicas share 60 new environments; one of them is killed or frozen while it holds some of them, until the other one has taken over all that it held. ' +
    'A frozen one goes on afterwards; what it then tries to save is refused.',
  run: async ({ stage, size }) => {
    const rows = await openBatchRows(stage.ownerUrl);
    const rounds = size === 'quick' ? 1 : 3;
    const figures = { killed: [] as number[], frozen: [] as number[] };
    try {
      await stage.startProvisioner('heir');
      for (let round = 0; round < rounds; round += 1)
        for (const how of ['killed', 'frozen'] as const) {
          const replica = `${how}-${round}`;
          const victim = await stage.startProvisioner(replica);
          const batch = await rows.approve(replica, 6, 10);
          await until(async () => (await countHeld(rows, replica)) > 0, {
            deadlineMs: 30_000,
            what: 'a lease',
            everyMs: 1,
          });
          process.kill(victim.pid, how === 'killed' ? 'SIGKILL' : 'SIGSTOP');
          const began = performance.now();
          const held = await countHeld(rows, replica);
          if (held === 0) throw new Error('The replica had finished before it was stopped.');
          await until(async () => (await countHeld(rows, replica)) === 0, {
            deadlineMs: 60_000,
            what: 'the other replica to take over',
            everyMs: 10,
          });
          figures[how].push((performance.now() - began) / 1000);
          if (how === 'frozen') process.kill(victim.pid, 'SIGCONT');
          await rows.readyAt(batch);
          await victim.stop();
          await verifyEnvironments(stage, batch.ids);
        }
    } finally {
      await rows.close();
    }
    return [
      { name: 'killed → taken over', unit: 's', values: figures.killed, goals: [{ at: 'max', most: 5 }] },
      { name: 'frozen → taken over', unit: 's', values: figures.frozen, goals: [{ at: 'max', most: 15 }] },
    ];
  },
};

async function countHeld(rows: BatchRows, replica: string): Promise<number> {
  const [row] = await rows.query<{ held: number }>(
    'SELECT count(*)::int AS held FROM environment_status WHERE lease_owner = $1',
    [replica],
  );
  return row?.held ?? 0;
}
