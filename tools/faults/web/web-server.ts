import { failWhenGone } from '#tools/process/child.ts';
import { until } from '#tools/test/until.ts';
import { patienceMs } from '../world/patience.ts';
import type { World } from '../world/world.ts';
import { handlers } from './handlers.ts';
import { wholeServer } from './whole-server.ts';

/** A web server as a process of its own. */
export interface WebServer {
  /** The status of /api/livez or /api/readyz. */
  health: (path: 'livez' | 'readyz') => Promise<number>;
  /** An admin's click on Approve: `done`, or the code of what he is told. Rejects when the server is lost. */
  approve: (number: number) => Promise<string>;
  kill: () => void;
  /** Resolves when it is gone, however it ended. */
  gone: Promise<unknown>;
}

/** Starts one on that database: the production build with the times as in use, and its handlers alone in `npm test`. */
export async function startWebServer(world: World, webUrl: string): Promise<WebServer> {
  const kind = world.realTimes ? wholeServer(world) : handlers(world);
  const { child, base } = await kind.start(webUrl);
  const health: WebServer['health'] = async (path) =>
    (await fetch(`${base}/api/${path}`, { signal: AbortSignal.timeout(patienceMs) })).status;
  const isThere = async () => (await health('livez')) === 200;
  const ready = until(isThere, { deadlineMs: patienceMs, what: 'the web server to answer' });
  await Promise.race([ready, failWhenGone(child)]);
  return {
    health,
    approve: (number) => kind.approve(base, number),
    kill: () => void child.stop('SIGKILL'),
    gone: child.exited,
  };
}
