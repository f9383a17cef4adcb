import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Pool } from 'undici';
import type { Connection } from '#lib/k8s/connection.ts';
import { createTransport } from '#lib/k8s/transport.ts';
import { endWithParent } from '#tools/process/keeper.ts';
import { cpuTime, rendered } from './arm.ts';
import type { Benchmark } from './benchmark.ts';

const connections = 16;

/** What our transport costs over the pool that it is made of. */
export const transport: Benchmark = {
  name: 'transport',
  about:
    'P4: calls a second through our transport (deadlines, limiter, typed errors) against a bare undici Pool, both with 16 connections over TLS to a server that ' +
    'answers everything with the same object, in turn; and how many connections are opened once all are warm.',
  known:
    'Known of such a machine (issue 5), not measured here: 4,840 calls/s for a bare Pool, 327 for client-node as it is shipped.',
  run: async ({ stage, size }) => {
    const certificates = join(dirname(stage.adminKubeconfig), 'certificates');
    const [cert, key] = ['crt', 'key'].map((ending) => join(certificates, `apiserver.${ending}`));
    const server = await startNullServer([cert ?? '', key ?? '']);
    const ca = readFileSync(cert ?? '');
    const ours = createTransport(connectionTo(server.url, ca), connections);
    const pool = new Pool(server.url, {
      connections,
      pipelining: 1,
      allowH2: false,
      keepAliveTimeout: 60_000,
      connect: { ca },
    });
    const body = rendered();
    const arms = {
      bare: async () => {
        const headers = { authorization: 'Bearer x', 'content-type': 'application/json' };
        const answer = await pool.request({
          method: 'POST',
          path: '/x',
          headers,
          body: JSON.stringify(body),
        });
        await answer.body.json();
      },
      ours: () => ours.call({ method: 'POST', path: '/x', body }),
    };
    const figures = { bare: [] as Rate[], ours: [] as Rate[] };
    const [rounds, calls] = size === 'quick' ? [1, 100] : [7, 8_000];
    try {
      for (const arm of Object.values(arms)) await rateOf(arm, calls);
      const before = await handshakesOf(pool);
      for (let round = 0; round < rounds; round += 1) {
        figures.bare.push(await rateOf(arms.bare, calls));
        figures.ours.push(await rateOf(arms.ours, calls));
      }
      const opened = (await handshakesOf(pool)) - before;
      return [
        { name: 'bare Pool', unit: 'calls/s', values: figures.bare.map(({ rate }) => rate) },
        { name: 'ours', unit: 'calls/s', values: figures.ours.map(({ rate }) => rate) },
        {
          name: 'ours ÷ bare Pool',
          unit: '×',
          values: figures.ours.map(({ rate }, index) => rate / (figures.bare[index]?.rate ?? Number.NaN)),
          goals: [{ at: 'p50', least: 0.8 }],
        },
        {
          name: 'processor time of the bare Pool',
          unit: 'µs a call',
          values: figures.bare.map(({ cpu }) => cpu),
        },
        { name: 'processor time of ours', unit: 'µs a call', values: figures.ours.map(({ cpu }) => cpu) },
        {
          name: 'connections opened after warm-up',
          unit: '',
          values: [opened],
          goals: [{ at: 'max', most: 0 }],
        },
      ];
    } finally {
      await Promise.all([ours.close(), pool.destroy()]);
      server.stop();
    }
  },
};

interface Rate {
  /** Calls a second. */
  rate: number;
  /** Microseconds of processor time a call. */
  cpu: number;
}

async function rateOf(call: () => Promise<unknown>, count: number): Promise<Rate> {
  let left = count;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await call();
    }
  };
  const [began, cpu] = [performance.now(), cpuTime()];
  await Promise.all(Array.from({ length: connections }, work));
  return { rate: count / ((performance.now() - began) / 1000), cpu: ((cpuTime() - cpu) * 1000) / count };
}

async function handshakesOf(pool: Pool): Promise<number> {
  const { body } = await pool.request({ method: 'GET', path: '/handshakes' });
  return Number(await body.text());
}

async function startNullServer(args: string[]): Promise<{ url: string; stop: () => void }> {
  const file = join(import.meta.dirname, 'null-server/main.ts');
  const child: ChildProcess = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  endWithParent('null server', child.pid ?? 0);
  const [port] = child.stdout ? await once(child.stdout, 'data') : [];
  return { url: `https://127.0.0.1:${String(port).trim()}`, stop: () => child.kill() };
}

function connectionTo(server: string, ca: Buffer): Connection {
  const access = { tls: { ca }, tlsVersion: 1, authorization: 'Bearer x', endsAt: null };
  return { server, access: () => Promise.resolve(access), refused: () => undefined };
}
