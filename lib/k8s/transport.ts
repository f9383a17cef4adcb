import { Pool } from 'undici';
import { type ClusterError, clusterError, fromStatus, isClusterError } from './cluster-error.ts';
import type { Connection } from './connection.ts';

/** A call to the API server. */
export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
  contentType?: string;
  deadlineMs?: number;
}

/** HTTPS to one cluster: a pool for calls, another for watches, so that neither waits for the other. */
export interface Transport {
  call: (call: Call) => Promise<unknown>;
  /** Opens a watch and hands over whole lines until it ends; rejects on any failure. */
  watch: (path: string, onLine: (line: string) => void, signal: AbortSignal) => Promise<void>;
  /** Status code → number of answers since the start, for metrics. */
  answers: ReadonlyMap<number, number>;
  close: () => Promise<void>;
}

const defaultDeadlineMs = 10_000;

/** Opens the transport; no connection is made before the first call. */
export function createTransport(connection: Connection, connections = 16): Transport {
  const connect = { ...connection.tls, timeout: 5_000 };
  const calls = new Pool(connection.server, {
    connections,
    pipelining: 1,
    connect,
    keepAliveTimeout: 60_000,
  });
  const watches = new Pool(connection.server, {
    connections: 32,
    pipelining: 1,
    connect,
    bodyTimeout: 0,
    headersTimeout: 15_000,
  });
  const answers = new Map<number, number>();

  async function headersFor(call: { contentType?: string; body?: unknown }): Promise<Record<string, string>> {
    const authorization = await connection.authorization();
    const contentType =
      call.body === undefined ? {} : { 'content-type': call.contentType ?? 'application/json' };
    return { accept: 'application/json', ...(authorization && { authorization }), ...contentType };
  }

  async function call(request: Call): Promise<unknown> {
    try {
      const { method, path, body, deadlineMs = defaultDeadlineMs } = request;
      const response = await calls.request({
        method,
        path,
        headers: await headersFor(request),
        signal: AbortSignal.timeout(deadlineMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      answers.set(response.statusCode, (answers.get(response.statusCode) ?? 0) + 1);
      const answer: unknown = await response.body.json();
      if (response.statusCode < 300) return answer;
      throw fromStatus(response.statusCode, answer, headerText(response.headers['retry-after']));
    } catch (error) {
      throw asClusterError(error);
    }
  }

  async function watch(path: string, onLine: (line: string) => void, signal: AbortSignal): Promise<void> {
    try {
      const response = await watches.request({ method: 'GET', path, headers: await headersFor({}), signal });
      if (response.statusCode >= 300)
        throw fromStatus(
          response.statusCode,
          await response.body.json(),
          headerText(response.headers['retry-after']),
        );
      await readLines(response.body, onLine);
    } catch (error) {
      throw asClusterError(error);
    }
  }

  return {
    call,
    watch,
    answers,
    close: async () => void (await Promise.all([calls.destroy(), watches.destroy()])),
  };
}

// A line that was cut off by the end of the stream is dropped: nothing may act on part of an object.
async function readLines(body: AsyncIterable<Buffer>, onLine: (line: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') onLine(line);
  }
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function asClusterError(error: unknown): ClusterError {
  if (isClusterError(error)) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  if (cause.name === 'TimeoutError')
    return clusterError('deadline', 'The API server did not answer in time.');
  return clusterError('unreachable', `The API server can't be reached: ${cause.message}`);
}
