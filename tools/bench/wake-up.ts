import { until } from '#tools/test/until.ts';
import { type BatchRows, openBatchRows } from './batch.ts';
import type { Benchmark } from './benchmark.ts';

/** How long after a commit the provisioner asks for the row. */
export const wakeUp: Benchmark = {
  name: 'wake-up',
  about:
    'P3: a change of one row is committed on an idle platform; from the answer to the COMMIT until the statement with which the provisioner claims the row reaches PostgreSQL, ' +
    'by a trigger of the benchmark. Both times are by the clock of the database, which is compared with that of the benchmark before.',
  run: async ({ stage, size }) => {
    const rows = await openBatchRows(stage.ownerUrl);
    try {
      await stage.startProvisioner();
      const batch = await rows.approve('wake', 2, 5);
      await rows.readyAt(batch);
      await recordClaims(rows);
      const values: number[] = [];
      for (let round = 0; round < (size === 'quick' ? 5 : 300); round += 1) {
        const id = batch.ids[round % batch.ids.length] ?? '';
        const offset = await clockOffset(rows);
        await rows.query('UPDATE environment SET generation = generation + 1 WHERE id = $1', [id]);
        const committedAt = performance.now() + offset;
        values.push((await claimedAt(rows, id)) - committedAt);
        await rows.readyAt({ ...batch, ids: [id] });
      }
      return [
        {
          name: 'commit → claim',
          unit: 'ms',
          values,
          goals: [
            { at: 'p50', most: 2 },
            { at: 'p99', most: 10 },
          ],
        },
      ];
    } finally {
      await rows.close();
    }
  },
};

async function recordClaims(rows: BatchRows): Promise<void> {
  await rows.query(
    'CREATE TABLE bench_claim (environment_id uuid, generation int, at timestamptz DEFAULT statement_timestamp())',
  );
  await rows.query('GRANT INSERT ON bench_claim TO bailiwick_provisioner');
  await rows.query(`CREATE FUNCTION bench_claim() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO bench_claim (environment_id, generation) SELECT id, generation FROM environment WHERE id = NEW.environment_id;
    RETURN NULL; END $$`);
  await rows.query(`CREATE TRIGGER bench_claim AFTER UPDATE ON environment_status FOR EACH ROW
    WHEN (NEW.fence > OLD.fence) EXECUTE FUNCTION bench_claim()`);
}

async function claimedAt(rows: BatchRows, id: string): Promise<number> {
  const claim = () =>
    rows.query<{ at: number }>(
      `SELECT extract(epoch FROM min(c.at))::float8 * 1000 AS at FROM bench_claim c JOIN environment e ON e.id = c.environment_id
       WHERE e.id = $1 AND c.generation = e.generation HAVING count(*) > 0`,
      [id],
    );
  const [found] = await until(
    async () => {
      const found = await claim();
      return found.length > 0 ? found : null;
    },
    { deadlineMs: 30_000, what: 'the claim', everyMs: 2 },
  );
  return found?.at ?? Number.NaN;
}

/** What to add to `performance.now()` for the database's clock: the closest of some tries, within half of its way there and back. */
async function clockOffset(rows: BatchRows): Promise<number> {
  const tries: { wayMs: number; offset: number }[] = [];
  for (let count = 0; count < 5; count += 1) {
    const began = performance.now();
    const [row] = await rows.query<{ at: number }>(
      'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS at',
    );
    const wayMs = performance.now() - began;
    tries.push({ wayMs, offset: (row?.at ?? Number.NaN) - began - wayMs / 2 });
  }
  const [best] = tries.sort((a, b) => a.wayMs - b.wayMs);
  return best?.offset ?? Number.NaN;
}
