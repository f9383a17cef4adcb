import { createServer, type Server } from 'node:http';

/** What the health server reports. */
export interface HealthSource {
  ready: () => boolean;
  metrics: () => Promise<string>;
}

/** Serves /livez, /readyz and /metrics; resolves with the port it listens on. */
export async function startHealthServer(
  host: string,
  port: number,
  source: HealthSource,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(request.url ?? '/', source).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
      response.end(body);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop: () => close(server),
  };
}

async function answer(url: string, source: HealthSource): Promise<{ status: number; body: string }> {
  if (url === '/livez') return { status: 200, body: 'ok\n' };
  if (url === '/readyz')
    return source.ready() ? { status: 200, body: 'ok\n' } : { status: 503, body: 'not ready\n' };
  if (url === '/metrics') return { status: 200, body: await source.metrics() };
  return { status: 404, body: 'not found\n' };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
