import type { Call } from './transport.ts';

/** What a call does to what kind, in the words of the API server's own metrics. */
export interface CallLabels {
  verb: string;
  kind: string;
}

/** Verb and kind of a call, by its method and path: never a name or a namespace, so that there are few of them. */
export function callLabels({
  method,
  path,
  contentType,
}: Pick<Call, 'method' | 'path' | 'contentType'>): CallLabels {
  const [address = '', query = ''] = path.split('?');
  const resource = /^\/(?:api\/v1|apis\/[^/]+\/[^/]+)\/(.+)$/.exec(address)?.[1];
  if (resource === undefined) return { verb: 'get', kind: 'other' };
  const parts = resource.split('/');
  const [plural = '', name, subresource] =
    parts[0] === 'namespaces' && parts.length > 2 ? parts.slice(2) : parts;
  const kind = subresource === undefined ? plural : `${plural}/${subresource}`;
  return { verb: verbOf(method, name !== undefined, query, contentType), kind };
}

function verbOf(
  method: Call['method'],
  isNamed: boolean,
  query: string,
  contentType: string | undefined,
): string {
  if (method === 'GET' && isNamed) return 'get';
  if (method === 'GET') return new URLSearchParams(query).has('watch') ? 'watch' : 'list';
  if (method === 'PATCH') return contentType?.includes('apply') ? 'apply' : 'patch';
  return { POST: 'create', PUT: 'update', DELETE: 'delete' }[method];
}
