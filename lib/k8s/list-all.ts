import { isClusterError } from './cluster-error.ts';
import { collectionPath, type ResourceType } from './resources.ts';
import type { Transport } from './transport.ts';

/** A whole collection as of one version. */
export interface Listing<T> {
  items: T[];
  resourceVersion: string;
}

interface Page<T> {
  metadata: { resourceVersion: string; continue?: string };
  items: T[];
}

// A page is held whole while it is read: in front of 10,000 environments six kinds are listed at once.
const pageSize = 200;

/** Lists a collection whole. */
export async function listAll<T>(
  transport: Transport,
  type: ResourceType,
  signal: AbortSignal,
): Promise<Listing<T>> {
  let items: T[] = [];
  const resourceVersion = await listPages<T>(transport, type, signal, (page, isAnew) => {
    items = isAnew ? page : [...items, ...page];
  });
  return { items, resourceVersion };
}

/**
 * Lists in pages, handed over as they arrive, so that a long list is never held whole; answers its version. Where the server
 * has forgotten the version of the first page meanwhile (410), all comes anew in one piece, and what came before says nothing.
 */
export async function listPages<T>(
  transport: Transport,
  type: ResourceType,
  signal: AbortSignal,
  onPage: (items: T[], isAnew: boolean) => void,
): Promise<string> {
  const read = async (query: string) =>
    (await transport.call({
      method: 'GET',
      path: `${collectionPath(type)}?${query}${selection(type)}`,
      signal,
    })) as Page<T>;
  let next = '';
  for (;;) {
    try {
      const page = await read(
        `limit=${pageSize}${next === '' ? '' : `&continue=${encodeURIComponent(next)}`}`,
      );
      onPage(page.items, next === '');
      next = page.metadata.continue ?? '';
      if (next === '') return page.metadata.resourceVersion;
    } catch (error) {
      if (next === '' || !isClusterError(error) || error.failure !== 'gone') throw error;
      const whole = await read('');
      onPage(whole.items, true);
      return whole.metadata.resourceVersion;
    }
  }
}

/** The part of a query that narrows a collection, with its ampersand; empty for all of it. */
export function selection({ fieldSelector }: ResourceType): string {
  return fieldSelector === undefined ? '' : `&fieldSelector=${encodeURIComponent(fieldSelector)}`;
}
