import { createServer, type Server } from 'node:http';

/** What the health server asks; each answers what stands in the way, in words, and nothing when all is well. */
export interface HealthSource {
  /** Nothing helps but a restart. */
  stuck: () => string[];
  /** It can't do its work now. */
  unready: () => string[];
  metrics: () => Promise<string>;
}

interface Answer {
  status: number;
  body: string;
}

/** Serves /livez, /readyz and /metrics; resolves with the port it listens on. */
export async function startHealthServer(
  host: string,
  port: number,
  source: HealthSource,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(request.method ?? '', request.url ?? '/', source).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
      response.end(request.method === 'HEAD' ? undefined : body);
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

async function answer(method: string, url: string, source: HealthSource): Promise<Answer> {
  const [path] = url.split('?');
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, body: 'only GET\n' };
  if (path === '/livez') return verdict(source.stuck());
  if (path === '/readyz') return verdict([...source.unready(), ...source.stuck()]);
  if (path !== '/metrics') return { status: 404, body: 'not found\n' };
  return source.metrics().then(
    (body) => ({ status: 200, body }),
    () => ({ status: 500, body: 'metrics could not be collected\n' }),
  );
}

function verdict(problems: readonly string[]): Answer {
  return problems.length === 0
    ? { status: 200, body: 'ok\n' }
    : { status: 503, body: `${problems.join('\n')}\n` };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
