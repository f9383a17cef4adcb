import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer, request } from 'node:https';
import { dirname, join } from 'node:path';
import { createLineSplitter } from './line-splitter.ts';
import { listenOnLoopback } from './tcp-proxy.ts';

/** A request on its way to the API server. */
export interface ApiRequest {
  method: string;
  /** With its query. */
  path: string;
  isWatch: boolean;
  /** 0, 1, 2 … in the order of arrival since the proxy was opened. */
  index: number;
}

/** What becomes of a request. */
export type Fate =
  | { kind: 'pass' }
  /** Answered by the proxy; the API server never hears of it. */
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body?: unknown }
  /** Neither answered nor passed on, until the client gives up. */
  | { kind: 'hang' }
  /** Passed on when the promise is kept, also if the client has given up or is gone by then. */
  | { kind: 'hold'; until: Promise<unknown> }
  /** Carried out, but the connection is reset instead of an answer; `done` is called just before. */
  | { kind: 'lose-answer'; done?: () => void }
  /** Carried out; the client hears of it when the promise is kept. */
  | { kind: 'hold-answer'; done: () => void; until: Promise<unknown> }
  /** Each line of the answer becomes these lines: duplicate, reorder, swallow or change watch events. */
  | { kind: 'rewrite'; lines: (line: string) => string[] }
  /** The connection is reset after so many bytes of the answer. */
  | { kind: 'cut'; afterBytes: number };

/** Hears of everything that passes, before those whom it concerns. */
export interface Witness {
  /** The API server has answered a request, whatever becomes of the answer. */
  answered: (request: ApiRequest, status: number) => void;
  /** The client is about to be told this whole line of an answer or a watch. */
  told: (request: ApiRequest, line: string) => void;
}

const nobody: Witness = { answered: () => undefined, told: () => undefined };

/** A loopback proxy that ends TLS and decides about each request. */
export interface ApiProxy {
  server: string;
  /** Replaces the decision; requests under way keep theirs. */
  decide: (decision: (request: ApiRequest) => Fate) => void;
  /** The most calls that were under way at once, watches left aside. */
  busiest: () => number;
  /** A copy of the kubeconfig that leads through the proxy. */
  kubeconfig: string;
  close: () => Promise<void>;
}

/** Opens the proxy in front of a local control plane, with the certificate of its API server, found beside the kubeconfig. */
export async function openApiProxy(kubeconfig: string, witness: Witness = nobody): Promise<ApiProxy> {
  const dir = dirname(kubeconfig);
  const [cert, key] = ['crt', 'key'].map((end) => readFileSync(join(dir, `certificates/apiserver.${end}`)));
  const target = serverOf(kubeconfig);
  const agent = new Agent({ keepAlive: true, ...(cert && { ca: cert }) });
  let decision: (request: ApiRequest) => Fate = () => ({ kind: 'pass' });
  let [count, underWay, busiest] = [0, 0, 0];
  const proxy = createServer({ ...(cert && { cert }), ...(key && { key }) }, (incoming, outgoing) => {
    const path = incoming.url ?? '/';
    const method = incoming.method ?? 'GET';
    const seen = { method, path, isWatch: /[?&]watch=(1|true)/.test(path), index: count };
    count += 1;
    if (!seen.isWatch) {
      underWay += 1;
      busiest = Math.max(busiest, underWay);
      outgoing.once('close', () => {
        underWay -= 1;
      });
    }
    meet(decision(seen), incoming, outgoing, { target, agent, seen, witness });
  });
  const port = await listenOnLoopback(proxy);
  const server = `https://127.0.0.1:${port}`;
  const through = join(dir, `through-${port}.kubeconfig`);
  writeFileSync(through, readFileSync(kubeconfig, 'utf8').replaceAll(target, server), { mode: 0o600 });
  return {
    server,
    kubeconfig: through,
    busiest: () => busiest,
    decide: (next) => {
      decision = next;
    },
    close: async () => {
      const closed = once(proxy, 'close');
      proxy.close();
      proxy.closeAllConnections();
      agent.destroy();
      await closed;
    },
  };
}

function serverOf(kubeconfig: string): string {
  const { clusters } = JSON.parse(readFileSync(kubeconfig, 'utf8')) as {
    clusters: { cluster: { server: string } }[];
  };
  const [first] = clusters;
  if (!first) throw new Error(`${kubeconfig} names no cluster.`);
  return first.cluster.server;
}

interface Passage {
  target: string;
  agent: Agent;
  seen: ApiRequest;
  witness: Witness;
}

function meet(fate: Fate, incoming: IncomingMessage, outgoing: ServerResponse, passage: Passage): void {
  if (fate.kind === 'hang') return;
  if (fate.kind === 'answer') {
    incoming.resume();
    outgoing.writeHead(fate.status, { 'content-type': 'application/json', ...fate.headers });
    const body = fate.body ?? { kind: 'Status', status: 'Failure', code: fate.status };
    outgoing.end(`${JSON.stringify(body)}\n`);
    return;
  }
  const { method, headers } = incoming;
  const { target, agent, seen, witness } = passage;
  const dispatch = () => {
    const upstream = request(`${target}${incoming.url}`, { method, headers, agent });
    upstream.on('error', () => outgoing.destroy());
    upstream.on('response', (answer) => {
      witness.answered(seen, answer.statusCode ?? 502);
      relay(fate, answer, outgoing, (line) => witness.told(seen, line));
    });
    return upstream;
  };
  if (fate.kind === 'hold') {
    void keepWhole(incoming, fate.until, (body) => dispatch().end(body));
    return;
  }
  const upstream = dispatch();
  // A write goes on without the one who sent it, as it does at a real API server.
  if (method === 'GET') outgoing.on('close', () => upstream.destroy());
  incoming.pipe(upstream);
}

// What is on its way arrives, whatever becomes of its sender meanwhile.
async function keepWhole(
  incoming: IncomingMessage,
  until: Promise<unknown>,
  send: (body: Buffer) => void,
): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  await until;
  send(Buffer.concat(pieces));
}

function relay(
  fate: Exclude<Fate, { kind: 'hang' | 'answer' }>,
  answer: IncomingMessage,
  outgoing: ServerResponse,
  told: (line: string) => void,
): void {
  answer.on('error', () => outgoing.destroy());
  if (fate.kind === 'lose-answer') {
    answer.resume();
    answer.on('end', () => {
      fate.done?.();
      outgoing.socket?.destroy();
    });
    return;
  }
  if (fate.kind === 'hold-answer') {
    const { done, until } = fate;
    answer.once('end', done);
    void keepWhole(answer, until, (body) => {
      told(body.toString().trimEnd());
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(body);
    });
    return;
  }
  const { 'content-length': _length, ...headers } = answer.headers;
  outgoing.writeHead(answer.statusCode ?? 502, isWhole(fate) ? answer.headers : headers);
  outgoing.flushHeaders();
  if (fate.kind === 'rewrite') rewrite(fate.lines, answer, outgoing, told);
  else passOn(answer, outgoing, told, fate.kind === 'cut' ? fate.afterBytes : Number.POSITIVE_INFINITY);
}

function isWhole(fate: Fate): boolean {
  return fate.kind === 'pass' || fate.kind === 'hold';
}

function rewrite(
  lines: (line: string) => string[],
  answer: IncomingMessage,
  outgoing: ServerResponse,
  told: (line: string) => void,
): void {
  const splitter = createLineSplitter((line) => {
    for (const next of lines(line)) {
      told(next);
      outgoing.write(`${next}\n`);
    }
  });
  answer.on('data', splitter.feed);
  answer.on('end', () => {
    splitter.end();
    outgoing.end();
  });
}

function passOn(
  answer: IncomingMessage,
  outgoing: ServerResponse,
  told: (line: string) => void,
  bytes: number,
): void {
  const splitter = createLineSplitter(told);
  let left = bytes;
  let isCut = false;
  answer.on('data', (data: Buffer) => {
    const piece = data.subarray(0, left);
    left -= data.length;
    splitter.feed(piece);
    outgoing.write(piece);
    if (left <= 0 && !isCut) outgoing.socket?.destroySoon();
    isCut = left <= 0;
  });
  answer.on('end', () => {
    if (left > 0) splitter.end();
    outgoing.end();
  });
}
