import type { World } from '../world/world.ts';

/** Keeps the provisioner from acting until all rows are written, so that it meets them in one pass, each time the same. */
export async function frozenWhile<T>(world: World, write: () => Promise<T>): Promise<T> {
  const alive = world.replicas.filter(({ isAlive }) => isAlive());
  for (const replica of alive) replica.signal('SIGSTOP');
  try {
    return await write();
  } finally {
    for (const replica of alive) replica.signal('SIGCONT');
  }
}
