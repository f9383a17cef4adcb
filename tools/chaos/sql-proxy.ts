import { once } from 'node:events';
import { createServer, connect as dial, type Socket } from 'node:net';
import { createMessageReader, createStatementReader, failingQuery, type SqlMessage } from './sql-messages.ts';
import { listenOnLoopback, reset } from './tcp-proxy.ts';

/** What a client sends before it waits for an answer. */
export interface SqlTurn {
  /** The statement, with its placeholders. */
  sql: string;
  /** Whether it commits something if it succeeds: a COMMIT, or a statement that writes outside of a transaction. */
  commits: boolean;
  /** Whether a transaction is open before it. */
  inTransaction: boolean;
  /** 0, 1, 2 … in the order of arrival since the proxy was opened. */
  index: number;
}

/** What becomes of a turn. */
export type SqlFate =
  | { kind: 'pass' }
  /** PostgreSQL gets it when the promise is kept. */
  | { kind: 'hold'; until: Promise<unknown> }
  /** Carried out; `stands` is called when PostgreSQL has answered, and the client hears of it when the promise is kept. */
  | { kind: 'hold-answer'; stands: () => void; until: Promise<unknown> }
  /** Carried out, but the connection is reset on both sides instead of an answer. */
  | { kind: 'lose-answer' }
  /** PostgreSQL raises this error in its place, so that an open transaction fails as it would. */
  | { kind: 'refuse'; code: string; message: string }
  /** The connection is reset on both sides; PostgreSQL never gets it. */
  | { kind: 'cut' }
  /** From now on nothing arrives on this connection, in either direction, and it stays open. */
  | { kind: 'mute' };

/** A loopback proxy that understands enough of PostgreSQL's protocol to decide about each statement. */
export interface SqlProxy {
  port: number;
  /** The same connection string, through the proxy. */
  through: (url: string) => string;
  /** Replaces the decision; turns under way keep theirs. */
  decide: (decision: (turn: SqlTurn) => SqlFate) => void;
  /** Where new connections lead from now on: a fail-over. Open ones stay where they are. */
  lead: (port: number) => void;
  /** Resets every open connection. */
  cut: () => void;
  connections: () => number;
  close: () => Promise<void>;
}

/** What the proxy knows of one connection. */
interface Line {
  client: Socket;
  server: Socket;
  transaction: string;
  answer: Buffer[];
  isMute: boolean;
  held: { stands: () => void; until: Promise<unknown> } | null;
}

/** Opens the proxy in front of a PostgreSQL of this machine, without TLS. */
export async function openSqlProxy(target: number): Promise<SqlProxy> {
  const sockets = new Set<Socket>();
  let decision: (turn: SqlTurn) => SqlFate = () => ({ kind: 'pass' });
  let [port, count] = [target, 0];

  function fateOf(sql: string, transaction: string): SqlFate {
    const inTransaction = transaction !== 'I';
    const commits = inTransaction ? /^\s*commit/i.test(sql) : /\b(insert|update|delete)\b/i.test(sql);
    const turn = { sql, inTransaction, commits, index: count };
    count += 1;
    return decision(turn);
  }

  const listener = createServer((client) => {
    const server = dial(port, '127.0.0.1');
    const line: Line = { client, server, transaction: 'I', answer: [], isMute: false, held: null };
    for (const socket of [client, server]) {
      sockets.add(socket.setNoDelay(true).on('error', () => undefined));
      socket.once('close', () => {
        sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    carryTurns(line, fateOf);
    carryAnswers(line);
  });
  const ownPort = await listenOnLoopback(listener);
  const cut = () => {
    for (const socket of sockets) reset(socket);
  };
  return {
    port: ownPort,
    through: (url) => {
      const next = new URL(url);
      next.host = `127.0.0.1:${ownPort}`;
      return next.href;
    },
    decide: (next) => {
      decision = next;
    },
    lead: (next) => {
      port = next;
    },
    cut,
    connections: () => sockets.size / 2,
    close: async () => {
      const closed = once(listener, 'close');
      listener.close();
      cut();
      await closed;
    },
  };
}

const never = new Promise<never>(() => undefined);

function end({ client, server }: Line): void {
  reset(client);
  reset(server);
}

// Turns stay in order: one that is held keeps back those that follow.
function carryTurns(line: Line, fateOf: (sql: string, transaction: string) => SqlFate): void {
  let isStarting = true;
  const read = createMessageReader(() => isStarting);
  const statementOf = createStatementReader();
  let turn: SqlMessage[] = [];
  let tail: Promise<void> = Promise.resolve();
  const send = (bytes: Buffer) => {
    if (!line.server.destroyed && !line.isMute) line.server.write(bytes);
  };

  async function meet(messages: SqlMessage[]): Promise<void> {
    const bytes = Buffer.concat(messages.map((message) => message.bytes));
    const sql = statementOf(messages);
    const fate: SqlFate = sql === '' ? { kind: 'pass' } : fateOf(sql, line.transaction);
    if (fate.kind === 'cut') {
      end(line);
      return;
    }
    if (fate.kind === 'mute') line.isMute = true;
    if (fate.kind === 'hold') await fate.until;
    if (fate.kind === 'hold-answer') line.held = fate;
    if (fate.kind === 'lose-answer') line.held = { stands: () => end(line), until: never };
    send(fate.kind === 'refuse' ? failingQuery(fate) : bytes);
  }

  line.client.on('data', (piece) => {
    for (const message of read(piece)) {
      isStarting = false;
      turn.push(message);
      // Parse, bind, describe, execute and close wait for the sync that ends them.
      if ('PBDEC'.includes(message.type) && message.type !== '') continue;
      const whole = turn;
      turn = [];
      tail = tail.then(() => meet(whole)).catch(() => undefined);
    }
  });
}

// PostgreSQL is ready for the next turn with a Z, which also says whether a transaction is open.
function carryAnswers(line: Line): void {
  const read = createMessageReader(() => false);
  const deliver = (bytes: Buffer) => {
    if (!line.client.destroyed && !line.isMute) line.client.write(bytes);
  };
  line.server.on('data', (piece) => {
    for (const { type, bytes } of read(piece)) {
      if (line.held === null) deliver(bytes);
      else line.answer.push(bytes);
      if (type !== 'Z') continue;
      line.transaction = bytes.toString('latin1', 5, 6);
      if (line.held === null) continue;
      const [{ stands, until }, answer] = [line.held, Buffer.concat(line.answer)];
      Object.assign(line, { held: null, answer: [] });
      stands();
      until.then(
        () => deliver(answer),
        () => undefined,
      );
    }
  });
}
