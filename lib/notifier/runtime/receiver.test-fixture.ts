import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A call that arrived. */
export interface ReceivedCall {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A receiver of webhooks on 127.0.0.1 that answers as the test wants. */
export interface TestReceiver {
  port: number;
  calls: ReceivedCall[];
  /** What is done with the next calls; 200 at first. */
  answer: (how: (response: ServerResponse) => void) => void;
  stop: () => Promise<void>;
}

/** Starts it, with TLS where a certificate is given. */
export async function startReceiver(tls?: { cert: string; key: string }): Promise<TestReceiver> {
  const calls: ReceivedCall[] = [];
  let how: (response: ServerResponse) => void = (response) => response.end();
  const server: Server = (tls === undefined ? createServer() : createSecureServer(tls)) as Server;
  server.on('request', (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      calls.push({
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      });
      how(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    calls,
    answer: (next) => {
      how = next;
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
