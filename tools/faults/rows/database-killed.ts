import assert from 'node:assert/strict';
import { AppError } from '#lib/domain/error.ts';
import type { FaultRow } from '../row.ts';
import { untilAgreed } from '../world/until-agreed.ts';
import { untilUnready } from '../world/until-unready.ts';
import { ownDatabase, type World } from '../world/world.ts';

/** Row 15: what was acknowledged before the kill is there after it, and everybody finds back without a restart. */
export const databaseKilled: FaultRow = {
  number: 15,
  name: 'PostgreSQL killed and restarted',
  budgetSeconds: 10,
  ownDatabase: true,
  run: async (world) => {
    const database = ownDatabase(world);
    const { id } = await world.people.approve('acknowledged');
    await database.kill();
    const told = await world.people.approve('lost').catch((error: unknown) => error);
    assert(isOutage(told), `who asks meanwhile is told: ${told}`);
    await untilUnready(world);
    await database.restart();
    await untilAgreed(world, 'what was acknowledged to be made');
    assert.equal(await countOf(world, id), 1);
    await world.people.approve('afterwards');
  },
};

/** The first statement of a service may be outside of its transaction; then the driver's own error comes through. */
function isOutage(told: unknown): boolean {
  if (told instanceof AppError) return told.code === 'UNAVAILABLE';
  return told instanceof Error;
}

function countOf({ database }: World, id: string): Promise<number> {
  return database.environment.count({ where: { id } });
}
