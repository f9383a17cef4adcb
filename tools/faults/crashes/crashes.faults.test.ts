import { expect, inject, test } from 'vitest';
import { recordFigure } from '#tools/test/figures.ts';
import { choosePoints } from './choose-points.ts';
import { tellPoint } from './crash-point.ts';
import { sweepCrashes } from './sweep.ts';

// The same seed each time, as the matrix does; the soak kills at every point: `npm run soak -- crashes`.
const seed = 1;

test('killed at any write and any commit, the next provisioner finishes what was begun', async () => {
  const grounds = {
    databaseAdminUrl: inject('databaseAdminUrl'),
    adminKubeconfig: inject('adminKubeconfig'),
    provisionerKubeconfig: inject('provisionerKubeconfig'),
  };
  const { points, results, violations } = await sweepCrashes(grounds, {
    seed,
    realTimes: false,
    choose: (all, { random }) => choosePoints(all, random),
  });
  expect(violations, `${violations.join('; ')} (npm run soak -- crashes --seed ${seed})`).toEqual([]);
  const met = results.filter(({ convergedMs }) => convergedMs !== null);
  const sorts = new Set(met.map(({ point }) => `${point.operation} ${point.side} ${point.when}`));
  expect(sorts, results.map(({ point }) => tellPoint(point)).join('; ')).toHaveProperty('size', 12);
  const slowest = Math.max(...met.map(({ convergedMs }) => convergedMs ?? 0));
  recordFigure('crash points from which it converged', `${met.length} of ${points.length}, seed ${seed}`);
  recordFigure('slowest convergence after a crash, start included', `${(slowest / 1000).toFixed(1)} s`);
});
