import type { Program } from '#tools/control-plane/start.ts';
import type { Child } from '#tools/process/child.ts';
import type { World } from './world.ts';

/** A program of the world's own control plane, and how to start it anew after it ended. */
export function ownProcess(world: World, name: Program): { child: Child; restart: () => Promise<void> } {
  const plane = world.controlPlane;
  if (plane === null) throw new Error('This row needs a control plane of its own.');
  const child = plane.children.filter((one) => one.name === name && !one.hasExited()).at(-1);
  if (child === undefined) throw new Error(`${name} does not run.`);
  return { child, restart: () => plane.restart(name) };
}
