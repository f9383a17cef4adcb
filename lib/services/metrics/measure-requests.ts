import { subscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { routeMatcher } from '#lib/domain/route-patterns.ts';
import type { RequestMetrics } from './request-metrics.ts';
import { webRegistry } from './web-registry.ts';

const stream = '/api/events';
const methods = ['GET', 'HEAD', 'POST'];

/** Measures everything that the web server answers, what Next.js answers by itself included. Called once, when it starts. */
export function measureRequests(env: Record<string, string | undefined>): void {
  observeServer(routeMatcher(builtRoutes(env.BAILIWICK_DIST ?? '.next')), webRegistry().requests);
}

/** Has each request of this process's HTTP servers told to the metrics, by the route that the matcher finds. */
export function observeServer(
  routeOf: (path: string) => string,
  metrics: Pick<RequestMetrics, 'answered' | 'streams'>,
): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const began = performance.now();
    // Both may be changed on their way through the server.
    const [path = '/'] = (request.url ?? '/').split('?');
    const method = methods.includes(request.method ?? '') ? String(request.method) : 'other';
    const route = routeOf(path);
    if (route === stream) metrics.streams(1);
    response.once('close', () => {
      if (route === stream) metrics.streams(-1);
      // It lasts as long as somebody looks at a page, which says nothing about us.
      if (route === stream && response.statusCode < 300) return;
      const isWhole = response.writableFinished || response.writableEnded;
      const code = isWhole ? `${Math.floor(response.statusCode / 100)}xx` : 'aborted';
      metrics.answered(route, method, code, (performance.now() - began) / 1000);
    });
  });
}

// The development server writes no such list before it has compiled: there everything is told under one name.
function builtRoutes(dist: string): string[] {
  try {
    const file = join(/* turbopackIgnore: true */ process.cwd(), dist, 'app-path-routes-manifest.json');
    return Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
  } catch {
    return [];
  }
}
