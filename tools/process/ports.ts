import { createServer } from 'node:net';

const givenOut = new Set<number>();

/** A port of 127.0.0.1 nobody listens on: the preferred one, else the next free one above it, else any. */
export async function freePort(preferred?: number): Promise<number> {
  const first = preferred ?? 0;
  for (let port = first; preferred !== undefined && port < first + 100; port += 1) {
    if (!givenOut.has(port) && (await isFree(port))) return give(port);
  }
  for (;;) {
    const port = await listenOnce(0);
    if (port !== undefined && !givenOut.has(port)) return give(port);
  }
}

/** Whether a server could listen on this port, on the loopback address and on all addresses. */
export async function isFree(port: number): Promise<boolean> {
  return (await listenOnce(port, '127.0.0.1')) !== undefined && (await listenOnce(port, '::')) !== undefined;
}

function give(port: number): number {
  givenOut.add(port);
  return port;
}

function listenOnce(port: number, host = '127.0.0.1'): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      // A machine without IPv6 can't have the port taken there.
      resolve(error.code === 'EAFNOSUPPORT' || error.code === 'EADDRNOTAVAIL' ? port : undefined);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
