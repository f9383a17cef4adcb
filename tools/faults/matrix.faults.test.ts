import { afterAll, describe, expect, inject, test } from 'vitest';
import { recordFigure } from '#tools/test/figures.ts';
import { faultRows } from './registry.ts';
import { type RowResult, repeatCommand, runRow } from './run-row.ts';
import { stopOwnControlPlane } from './world/own-control-plane.ts';
import { isLate, tellTiming } from './world/timing.ts';

// The same seed each time: `npm test` asks whether something broke, the soak looks for what nobody has seen.
const seed = 1;
const grounds = {
  databaseAdminUrl: inject('databaseAdminUrl'),
  adminKubeconfig: inject('adminKubeconfig'),
  provisionerKubeconfig: inject('provisionerKubeconfig'),
};
const results: RowResult[] = [];

afterAll(async () => {
  await stopOwnControlPlane();
  const held = results.filter(({ violations }) => violations.length === 0).length;
  const slowest = Math.max(0, ...results.map(({ convergedMs }) => convergedMs));
  const late = results.flatMap(({ row, timings }) =>
    timings.filter(isLate).map((timing) => `row ${row}: ${tellTiming(timing)}`),
  );
  recordFigure('fault rows that held', `${held} of ${faultRows.length}, seed ${seed}`);
  recordFigure('slowest convergence after a fault', `${(slowest / 1000).toFixed(1)} s`);
  recordFigure('fault rows slower than on an idle machine', late.length === 0 ? 'none' : late.join('; '));
});

describe.concurrent('the fault matrix', () => {
  test.for(faultRows)('row $number: $name', async (row) => {
    const result = await runRow(row, grounds, { seed, realTimes: false });
    results.push(result);
    expect(result.violations, `${result.violations.join('; ')} (${repeatCommand(result)})`).toEqual([]);
  });
});
