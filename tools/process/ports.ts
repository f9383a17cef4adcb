import { createSocket, type Socket } from 'node:dgram';
import { createServer } from 'node:net';

// Held until this process ends, and unused otherwise: the kernel frees them even after kill -9.
const claims: Socket[] = [];

/**
 * A port of 127.0.0.1 nobody listens on: the preferred one, else the next free one above it, else any. It is this
 * process's from then on: every other one that chooses by this function, at the same moment or later, gets another.
 */
export async function freePort(preferred?: number): Promise<number> {
  const first = preferred ?? 0;
  for (let port = first; preferred !== undefined && port < first + 100; port += 1) {
    if (await isOurs(port)) return port;
  }
  for (;;) {
    const port = await listenOnce(0);
    if (port !== undefined && (await isOurs(port))) return port;
  }
}

/** Claims the port and only then looks whether a server could listen there, on the loopback and on all addresses. */
async function isOurs(port: number): Promise<boolean> {
  const claim = await claimed(port);
  if (!claim) return false;
  if ((await listenOnce(port, '127.0.0.1')) !== undefined && (await listenOnce(port, '::')) !== undefined) {
    claims.push(claim);
    return true;
  }
  claim.close();
  return false;
}

/** The claim on a TCP port is the UDP port of that number: one process can have it, and whoever dies loses it. */
function claimed(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.unref();
    socket.once('error', () => {
      socket.close();
      resolve(undefined);
    });
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => resolve(socket));
  });
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
