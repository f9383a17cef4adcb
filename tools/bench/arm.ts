import { renderTwin } from './batch.ts';

/** Milliseconds of processor time that this process has used, user and system together. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A manifest of usual size. */
export function rendered(): object {
  const [, , quota] = renderTwin('team', 'one').sort((a, b) => size(b) - size(a));
  return quota ?? {};
}

function size(manifest: object): number {
  return JSON.stringify(manifest).length;
}
