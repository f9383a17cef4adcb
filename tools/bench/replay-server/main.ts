// An API server for lists, watches and single objects, made of one recorded environment. Arguments: recording, certificate, key.
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type CopiedKind, copyKind, type Recording, replayedCluster } from './recording.ts';

interface Stored {
  metadata: {
    name: string;
    namespace?: string;
    resourceVersion: string;
    labels?: object;
    annotations?: object;
  };
}
interface Change {
  version: number;
  line: string;
}
interface Kind {
  copies: CopiedKind;
  /** What was changed since: null where it was deleted. */
  changed: Map<string, Stored | null>;
  changes: Change[];
  watches: Set<ServerResponse>;
}

const [recordingFile = '', certFile = '', keyFile = ''] = process.argv.slice(2);
const recording = JSON.parse(readFileSync(recordingFile, 'utf8')) as Recording;
const kinds = new Map(
  Object.keys(recording.objects).map((plural): [string, Kind] => {
    const copies = copyKind(recording, plural);
    return [plural, { copies, changed: new Map(), changes: [], watches: new Set() }];
  }),
);
// Every copy has a version below it.
let version = Math.max(...[...kinds.values()].map(({ copies }) => copies.count));
let writes = 0;

const server = createServer(
  { cert: readFileSync(certFile), key: readFileSync(keyFile) },
  (incoming, outgoing) => {
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece));
    incoming.once('end', () => answer(incoming, outgoing, Buffer.concat(pieces).toString()));
  },
);

function answer(incoming: IncomingMessage, outgoing: ServerResponse, body: string): void {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'https://replay');
  const [plural = '', name] = placeOf(pathname);
  const kind = kinds.get(plural);
  const namespace = /\/namespaces\/([^/]+)/.exec(pathname)?.[1] ?? '';
  if (pathname === '/writes') send(outgoing, 200, { writes });
  else if (incoming.method === 'GET' && searchParams.has('watch')) watch(kind, searchParams, outgoing);
  else if (pathname === '/api/v1/namespaces/kube-system')
    send(outgoing, 200, { metadata: { uid: replayedCluster } });
  else if (kind === undefined)
    send(outgoing, 200, {
      ...{ gitVersion: 'v1.36.3', metadata: { resourceVersion: String(version) } },
      ...{ items: [], groups: [], resources: [] },
    });
  else if (name === undefined && incoming.method === 'GET') list(kind, searchParams, outgoing);
  else if (incoming.method === 'GET') send(outgoing, 200, find(kind, namespace, name ?? ''));
  else write(kind, incoming.method ?? '', namespace, name, body, outgoing);
}

function placeOf(pathname: string): string[] {
  const rest = pathname.replace(/^\/(api\/v1|apis\/[^/]+\/[^/]+)\//, '');
  return /^namespaces\/[^/]+\/./.test(rest) ? rest.split('/').slice(2) : rest.split('/');
}

function list({ copies, changed }: Kind, query: URLSearchParams, outgoing: ServerResponse): void {
  const from = Number(query.get('continue') ?? 0);
  const end = Math.min(copies.count, from + Number(query.get('limit') ?? copies.count));
  const items: string[] = [];
  for (let index = from; index < end; index += 1) {
    const { text, namespace, name } = copies.at(index);
    const stored = changed.get(`${namespace}/${name}`);
    if (stored !== null) items.push(stored === undefined ? text : JSON.stringify(stored));
  }
  const more = end < copies.count ? `,"continue":"${end}"` : '';
  outgoing.writeHead(200, { 'content-type': 'application/json' });
  outgoing.end(`{"metadata":{"resourceVersion":"${version}"${more}},"items":[${items.join(',')}]}`);
}

function watch(kind: Kind | undefined, query: URLSearchParams, outgoing: ServerResponse): void {
  outgoing.writeHead(200, { 'content-type': 'application/json' });
  outgoing.flushHeaders();
  const since = Number(query.get('resourceVersion') ?? 0);
  for (const change of kind?.changes ?? []) if (change.version > since) outgoing.write(change.line);
  kind?.watches.add(outgoing);
  setTimeout(() => outgoing.end(), Number(query.get('timeoutSeconds') ?? 300) * 1000).unref();
  outgoing.once('close', () => kind?.watches.delete(outgoing));
}

function find({ copies, changed }: Kind, namespace: string, name: string): Stored | null {
  const stored = changed.get(`${namespace}/${name}`);
  if (stored !== undefined) return stored;
  const index = copies.find(namespace, name);
  return index < 0 ? null : (JSON.parse(copies.at(index).text) as Stored);
}

// Whoever writes, the fields of the body replace those of the object, and its labels and annotations join them.
function write(
  kind: Kind,
  method: string,
  namespace: string,
  place: string | undefined,
  body: string,
  outgoing: ServerResponse,
): void {
  writes += 1;
  const given = method === 'DELETE' ? null : (JSON.parse(body) as Stored);
  const name = place ?? given?.metadata.name ?? '';
  const before = find(kind, namespace, name);
  version += 1;
  const metadata = { ...(before?.metadata ?? given?.metadata), ...{ resourceVersion: String(version) } };
  const object = {
    ...before,
    ...given,
    metadata: {
      ...metadata,
      labels: { ...before?.metadata.labels, ...given?.metadata.labels },
      annotations: { ...before?.metadata.annotations, ...given?.metadata.annotations },
      managedFields: [],
    },
  } as Stored;
  kind.changed.set(`${namespace}/${name}`, given === null ? null : object);
  const type = given === null ? 'DELETED' : before === null ? 'ADDED' : 'MODIFIED';
  const line = `${JSON.stringify({ type, object })}\n`;
  kind.changes.push({ version, line });
  send(outgoing, 200, object);
  for (const watcher of kind.watches) watcher.write(line);
}

function send(outgoing: ServerResponse, status: number, content: object | null): void {
  outgoing.writeHead(content === null ? 404 : status, { 'content-type': 'application/json' });
  outgoing.end(
    JSON.stringify(content ?? { kind: 'Status', code: 404, reason: 'NotFound', message: 'not found' }),
  );
}

server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) console.log(address.port);
});
