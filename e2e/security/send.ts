import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { theRun } from '../fixtures/run.ts';

/** What the web server answered, whole. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request as its bytes should be: `fetch` would refuse or rewrite some of these headers. */
export interface Sent {
  method?: string;
  path: string;
  headers?: Readonly<Record<string, string | string[]>>;
  body?: string | Buffer;
  /** Another server than the run's. */
  base?: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
let sent = 0;

/** How many requests this worker has sent. */
export const requestsSent = (): number => sent;

/** Sends one request to the real web server, follows no redirect, and reads the answer to its end. */
export function send({ method = 'GET', path, headers = {}, body, base }: Sent): Promise<Answer> {
  sent += 1;
  const { hostname, port } = new URL(base ?? theRun().web);
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const options = { hostname, port, path, method, agent, headers: { ...length, ...headers } };
  return new Promise((resolve, reject) => {
    const request = httpRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}
