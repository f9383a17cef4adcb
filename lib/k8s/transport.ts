import type { Dispatcher } from 'undici';
import { type ClusterError, clusterError, fromStatus, isClusterError } from './cluster-error.ts';
import type { Access, Connection } from './connection.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import { createPatience, type Patience } from './patience.ts';
import { createPools } from './pools.ts';
import { readLines } from './read-lines.ts';
import { readWarnings } from './read-warnings.ts';
import type { TransportObserver } from './transport-observer.ts';

/** A call to the API server. */
export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
  contentType?: string;
  /** For each attempt on the wire. */
  deadlineMs?: number;
  /** Goes before all others, also while the server asks for patience: revocations and signs of life. */
  urgent?: boolean;
  /** Asked when its turn has come: a call that has become needless is not made, and answers null. */
  isNeedless?: () => boolean;
  /** Ends the call early; a cluster error as its reason is what the call then rejects with. */
  signal?: AbortSignal;
  /** Asked in the moment in which each attempt goes on the wire; a cluster error that it throws ends the call unsent. */
  maySend?: () => void;
  /** Hears each warning that came with the answer. */
  onWarning?: (text: string) => void;
}

/** HTTPS to one cluster. Every rejection is a ClusterError. */
export interface Transport {
  /** One call; what the server throttled is tried again when it says so, everything else is the caller's decision. */
  call: (call: Call) => Promise<unknown>;
  /** Opens a watch and hands over whole lines until it ends; rejects on any failure. */
  watch: (path: string, onLine: (line: string) => void, signal: AbortSignal) => Promise<void>;
  /** Has each call told from now on. */
  observe: (observer: TransportObserver) => void;
  /** How many calls are let through now. */
  concurrency: Limiter['state'];
  close: () => Promise<void>;
}

const defaultDeadlineMs = 10_000;
const budgetMs = 30_000;
const mostAttempts = 6;

/** Opens the transport; no connection is made before the first call. `deadlineMs` holds for attempts that name no other. */
export function createTransport(
  connection: Connection,
  connections = 16,
  deadlineMs = defaultDeadlineMs,
): Transport {
  const pools = createPools(connection.server, connections + 2);
  const limiter = createLimiter(connections);
  const observers = new Set<TransportObserver>();
  const tell = (news: (observer: TransportObserver) => void) => observers.forEach(news);

  async function attempt(request: Call, patience: Patience): Promise<unknown> {
    const access = await connection.access();
    const { method, path, body, maySend } = request;
    const { calls } = pools.for(access);
    const response = (maySend === undefined ? calls : calls.compose(askFirst(maySend))).request({
      method,
      path,
      headers: headersFor(access, request, connection.impersonate),
      signal: patience.signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await observed(request, patience.with(response));
    if (request.onWarning !== undefined) readWarnings(answer.headers.warning).forEach(request.onWarning);
    return readAnswer(answer);
  }

  async function observed(
    request: Call,
    sent: Promise<Dispatcher.ResponseData>,
  ): Promise<Dispatcher.ResponseData> {
    const began = performance.now();
    const took = (code: string) =>
      tell(({ answered }) => answered(request, code, (performance.now() - began) / 1000));
    try {
      const answer = await sent;
      took(String(answer.statusCode));
      return answer;
    } catch (error) {
      took(isClusterError(error) ? error.failure : 'unreachable');
      throw error;
    }
  }

  async function readAnswer({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<unknown> {
    const text = await body.text();
    if (statusCode < 300) return JSON.parse(text);
    if (statusCode === 401) connection.refused();
    throw fromStatus(statusCode, text, headerText(headers['retry-after']));
  }

  async function inTurn(request: Call, patience: Patience): Promise<unknown> {
    await limiter.enter(request.urgent ?? false, patience.signal);
    const began = performance.now();
    let overloaded = false;
    try {
      if (request.isNeedless?.()) return null;
      patience.atMost(request.deadlineMs ?? deadlineMs);
      return await attempt(request, patience);
    } catch (error) {
      const { failure, retryAfterMs } = asClusterError(error, patience.signal);
      // 429 speaks of this call, which waits by itself; 503 with a time speaks of the whole server.
      const isDown = failure === 'unavailable' && retryAfterMs > 0;
      overloaded = isDown || failure === 'throttled' || failure === 'deadline';
      if (isDown) limiter.pause(retryAfterMs);
      throw error;
    } finally {
      limiter.leave(overloaded, began);
    }
  }

  async function call(request: Call): Promise<unknown> {
    const patience = createPatience(budgetMs, request.signal);
    try {
      for (let count = 1; ; count += 1) {
        try {
          return await inTurn(request, patience);
        } catch (error) {
          if (!isClusterError(error) || error.failure !== 'throttled' || count === mostAttempts) throw error;
          tell(({ retried }) => retried(request));
          const waitMs = Math.max(error.retryAfterMs, 25 * 2 ** count) * (1 + Math.random() / 5);
          patience.atMost(budgetMs);
          await pause(waitMs, patience.signal, error);
        }
      }
    } catch (error) {
      throw asClusterError(error, patience.signal);
    } finally {
      patience.end();
    }
  }

  async function watch(path: string, onLine: (line: string) => void, signal: AbortSignal): Promise<void> {
    try {
      const access = await connection.access();
      const { watches } = pools.for(access);
      const opening = watches.request({
        method: 'GET',
        path,
        headers: headersFor(access, {}, connection.impersonate),
        signal,
      });
      const response = await observed({ method: 'GET', path }, orAborted(opening, signal));
      if (response.statusCode >= 300) await readAnswer(response);
      else await readLines(response.body, onLine);
    } catch (error) {
      throw asClusterError(error, signal);
    }
  }

  return {
    call,
    watch,
    observe: (observer) => observers.add(observer),
    concurrency: limiter.state,
    close: pools.close,
  };
}

/** The same transport for as long as somebody may write: asked before each call and as it is sent, and ending those under way. */
export function guardTransport(
  transport: Transport,
  guard: { check: () => void; signal: AbortSignal },
): Transport {
  return {
    ...transport,
    call: async (call) => {
      guard.check();
      return transport.call({ ...call, signal: guard.signal, maySend: guard.check });
    },
  };
}

// Between a call and its bytes lie a turn, a pause or a new connection, in which a process may have been frozen. The handler
// belongs to this request alone, and hears of its start in the turn of the event loop that writes it to the socket.
function askFirst(maySend: () => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const start = handler.onRequestStart?.bind(handler);
    handler.onRequestStart = (controller, context) => {
      maySend();
      start?.(controller, context);
    };
    return dispatch(options, handler);
  };
}

function headersFor(
  { authorization }: Access,
  call: { contentType?: string; body?: unknown },
  impersonate: string | undefined,
): Record<string, string> {
  const contentType =
    call.body === undefined ? {} : { 'content-type': call.contentType ?? 'application/json' };
  return {
    accept: 'application/json',
    ...(authorization && { authorization }),
    ...(impersonate && { 'impersonate-user': impersonate }),
    ...contentType,
  };
}

// A request that waits for its connection hears of the signal only when the connection stands or has failed.
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

function pause(ms: number, signal: AbortSignal, instead: ClusterError): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(instead);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    }, ms);
    signal.addEventListener('abort', giveUp, { once: true });
  });
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function asClusterError(error: unknown, signal: AbortSignal): ClusterError {
  if (isClusterError(error)) return error;
  if (signal.aborted && isClusterError(signal.reason)) return signal.reason;
  const cause = error instanceof Error ? error : new Error(String(error));
  return clusterError('unreachable', `The API server can't be reached: ${cause.message}`);
}
