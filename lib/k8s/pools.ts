import { Pool } from 'undici';
import type { Access } from './connection.ts';

/** Connections to one server: some for calls, others for watches, so that neither waits for the other. */
export interface Pools {
  /** The pools for these certificates; those of older certificates end when their calls do. */
  for: (access: Access) => { calls: Pool; watches: Pool };
  close: () => Promise<void>;
}

/** Opens no connection before the first call. */
export function createPools(server: string, connections: number): Pools {
  let current: { tlsVersion: number; calls: Pool; watches: Pool } | null = null;

  function open({ tls, tlsVersion }: Access) {
    const connect = { ...tls, timeout: 5_000 };
    // Each connection carries one call at a time, for which Node's HTTP/2 takes twice the time of its HTTP/1.1.
    const allowH2 = false;
    return {
      tlsVersion,
      calls: new Pool(server, { connections, pipelining: 1, connect, allowH2, keepAliveTimeout: 60_000 }),
      watches: new Pool(server, {
        connections: 32,
        pipelining: 1,
        connect,
        allowH2,
        bodyTimeout: 0,
        headersTimeout: 15_000,
      }),
    };
  }

  return {
    for: (access) => {
      if (current?.tlsVersion === access.tlsVersion) return current;
      const old = current;
      current = open(access);
      for (const pool of old ? [old.calls, old.watches] : []) pool.close().catch(() => undefined);
      return current;
    },
    close: async () => {
      await Promise.all([current?.calls.destroy(), current?.watches.destroy()]);
    },
  };
}
