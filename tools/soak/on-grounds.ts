import { stopOwnControlPlane } from '#tools/faults/world/own-control-plane.ts';
import { type StackValues, setup } from '#tools/test/stack.ts';

/** Starts what worlds stand on, lends it to the work, and ends it. */
export async function onGrounds<T>(work: (grounds: StackValues) => Promise<T>): Promise<T> {
  const values: Partial<StackValues> = {};
  const teardown = await setup({ provide: (key, value) => void Object.assign(values, { [key]: value }) });
  try {
    return await work(values as StackValues);
  } finally {
    await stopOwnControlPlane();
    await teardown();
  }
}
