import { join } from 'node:path';
import { freePort } from '#tools/process/ports.ts';
import type { World } from '../world/world.ts';
import { startIn, type WebKind } from './web-kind.ts';

/** The handlers of the web server without Next.js: nothing has to be built for them. */
export function handlers(world: World): WebKind {
  return {
    start: async (webUrl) => {
      const port = String(await freePort());
      const main = join(import.meta.dirname, 'main.ts');
      const child = await startIn(world, 'handlers', [main, port], { DATABASE_URL: webUrl });
      return { child, base: `http://127.0.0.1:${port}` };
    },
    approve: async (base, number) => {
      const asked = new URLSearchParams({ admin: world.people.ids.admin, number: String(number) });
      return (await fetch(`${base}/approve?${asked}`)).text();
    },
  };
}
