import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { peerHeader } from './client-address.ts';

/** How long the bytes of one request may take to arrive, in milliseconds. */
const arrivalMs = 15_000;

const late = 'The request took too long to arrive. Nothing was changed.\n';
const refused = 'This method is not allowed. Nothing was changed.\n';

/**
 * Stands before everything that the web server answers, what Next.js answers by itself included: files, redirects,
 * malformed addresses. It gives each answer its fixed headers, tells the rest of the server who is connected, refuses
 * TRACE, and ends requests that do not arrive. Called once, when the server starts.
 */
export function openFrontDoor(env: Record<string, string | undefined>): void {
  const fixed = Object.entries(fixedHeaders(env.NEXTAUTH_URL?.startsWith('https:') ?? false));
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    for (const [name, value] of fixed) response.setHeader(name, value);
    // Hashed file names change with their content; everything else is somebody's.
    if (!request.url?.startsWith('/_next/static/')) response.setHeader('cache-control', 'no-store');
    // Whatever the client sent under this name is replaced, never believed.
    request.headers[peerHeader] = request.socket.remoteAddress ?? '';
    // Next.js fails on it: what it makes of an address that costs nothing goes to a socket that is closed.
    if (request.method === 'TRACE') {
      endWith(request, '405 Method Not Allowed', [...fixed, ['allow', 'GET, HEAD, POST']], refused);
      request.method = 'GET';
      request.url = '/api/livez';
    }
    endWhenLate(request, fixed);
  });
}

/** Headers that are the same on every answer; `secure` when the portal is reached by HTTPS. */
export function fixedHeaders(secure: boolean): Record<string, string> {
  return {
    // Pages get a policy of their own from proxy.ts; what is no page may load and run nothing.
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(secure ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  };
}

type Headers = readonly (readonly [string, string])[];

// Past Node's response, which belongs to whoever handles the request.
function endWith({ socket }: IncomingMessage, status: string, headers: Headers, text: string): void {
  const all: Headers = [
    ...headers,
    ['cache-control', 'no-store'],
    ['content-type', 'text/plain'],
    ['content-length', String(text.length)],
    ['connection', 'close'],
  ];
  const lines = all.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status}\r\n${lines}\r\n${text}`, () => socket.destroy());
}

function endWhenLate(request: IncomingMessage, headers: Headers): void {
  const timer = setTimeout(() => {
    if (!request.complete) endWith(request, '408 Request Timeout', headers, late);
  }, arrivalMs);
  timer.unref();
  request.once('end', () => clearTimeout(timer));
  request.once('close', () => clearTimeout(timer));
}
