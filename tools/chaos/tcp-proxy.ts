import { once } from 'node:events';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** What goes wrong on the wire; an empty object is a perfect network. */
export interface TcpFaults {
  /** Milliseconds by which each piece is late, in either direction. */
  latencyMs?: number;
  /** Pieces are cut to this size. */
  sliceBytes?: number;
  /** Connections stay open, but nothing arrives any more on that way. */
  blackHole?: 'to-server' | 'to-client' | 'both';
  /** Chance (0…1) that a piece resets its connection instead of arriving. */
  resetChance?: number;
  /** New connections are reset at once. */
  refuse?: boolean;
}

/** A loopback proxy in front of PostgreSQL, an API server or anything else that speaks TCP. */
export interface TcpProxy {
  port: number;
  /** Replaces all faults; they hold at once, also for connections that are open. */
  set: (faults: TcpFaults) => void;
  /** Resets every open connection. */
  cut: () => void;
  /** Connections that are open now stay so for ever, but nothing arrives on them any more: half-open. */
  strand: () => void;
  connections: () => number;
  /** Bytes that a black hole has taken so far. */
  swallowed: () => number;
  close: () => Promise<void>;
}

type Way = 'to-server' | 'to-client';
interface Line {
  faults: () => TcpFaults;
  random: () => number;
  swallow: (bytes: number) => void;
}

/** Opens a proxy to a port of this machine. `random` decides about chances; pass a seeded one to repeat a run. */
export async function openTcpProxy(
  target: { port: number; host?: string },
  random: () => number = Math.random,
): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const stranded = new WeakSet<Socket>();
  let faults: TcpFaults = {};
  let swallowed = 0;
  const lineOf = (client: Socket): Line => ({
    faults: () => (stranded.has(client) ? { ...faults, blackHole: 'both' } : faults),
    random,
    swallow: (bytes) => {
      swallowed += bytes;
    },
  });

  function accept(client: Socket): void {
    if (faults.refuse) {
      reset(client);
      return;
    }
    const server = dial({ port: target.port, host: target.host ?? '127.0.0.1' });
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    const line = lineOf(client);
    carry(client, server, 'to-server', line);
    carry(server, client, 'to-client', line);
  }

  const listener = createServer({ allowHalfOpen: true }, accept);
  const port = await listenOnLoopback(listener);
  const cut = () => {
    for (const socket of sockets) reset(socket);
  };
  return {
    port,
    set: (next) => {
      faults = next;
    },
    cut,
    strand: () => {
      for (const socket of sockets) stranded.add(socket);
    },
    connections: () => sockets.size / 2,
    swallowed: () => swallowed,
    close: async () => {
      const closed = once(listener, 'close');
      listener.close();
      cut();
      await closed;
    },
  };
}

/**
 * Resets a connection. One that is being shut down can't be reset: libuv refuses it, and the socket would stay open until the end
 * of the process, and keep that from coming.
 */
export function reset(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}

/** Listens on a free port of 127.0.0.1 and answers which. */
export async function listenOnLoopback(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The proxy has no port.');
  return address.port;
}

// Pieces stay in order: each waits for the one before it.
function carry(from: Socket, to: Socket, way: Way, { faults, random, swallow }: Line): void {
  let tail = Promise.resolve();
  const deliver = async (piece: Buffer, due: number) => {
    const wait = due - performance.now();
    if (wait > 0) await delay(wait);
    const { blackHole, resetChance = 0 } = faults();
    if (to.destroyed) return;
    if (blackHole === way || blackHole === 'both') {
      swallow(piece.length);
      return;
    }
    if (random() < resetChance) {
      reset(to);
      reset(from);
    } else if (!to.write(piece)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
  };
  from.on('data', (data: Buffer) => {
    const { latencyMs = 0, sliceBytes = data.length } = faults();
    const due = performance.now() + latencyMs;
    for (let at = 0; at < data.length; at += sliceBytes) {
      const piece = data.subarray(at, at + sliceBytes);
      tail = tail.then(() => deliver(piece, due)).catch(() => undefined);
    }
  });
  from.on('end', () => {
    tail = tail.then(() => {
      const { blackHole } = faults();
      if (blackHole !== way && blackHole !== 'both') to.end();
    });
  });
}
