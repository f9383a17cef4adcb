import { choosePoints } from '../crashes/choose-points.ts';
import { crashAt } from '../crashes/crash-at.ts';
import { operations } from '../crashes/operations.ts';
import { recordPoints } from '../crashes/record-points.ts';
import type { FaultRow } from '../row.ts';

/** Row 10: one point of an update and one of a creation; `npm run soak -- crashes` has them all. */
export const killedAnywhere: FaultRow = {
  number: 10,
  name: 'provisioner killed at a write or a commit',
  budgetSeconds: 5,
  environments: 1,
  run: async (world) => {
    for (const operation of operations.filter(({ name }) => name !== 'delete')) {
      const slug = (suffix: string) => (operation.name === 'update' ? 'e0' : `new${suffix}`);
      const { points } = await recordPoints(world, operation, slug('1'));
      const sorts = choosePoints(points, world.random);
      for (const [index, point] of world.random.pick(sorts).entries()) {
        const { convergedMs } = await crashAt(world, operation, point, slug(`${index + 2}`));
        if (convergedMs !== null) break;
      }
    }
  },
};
