'use client';

import { useEffect, useState } from 'react';
import type { CommandItem } from './command-item.ts';

type Search = { found: readonly CommandItem[]; state: 'idle' | 'searching' | 'failed' };

function isItem(value: unknown): value is CommandItem {
  if (typeof value !== 'object' || value === null) return false;
  const { group, label, href } = value as Record<string, unknown>;
  return [group, label, href].every((each) => typeof each === 'string');
}

/** Asks the server 150 ms after the last key; an answer to an older question is dropped. */
export function useSearch(query: string): Search {
  const [search, setSearch] = useState<Search>({ found: [], state: 'idle' });
  useEffect(() => {
    const abort = new AbortController();
    const ask = async () => {
      setSearch(({ found }) => ({ found, state: 'searching' }));
      const answer = await fetch(`/api/search?q=${encodeURIComponent(query)}`, { signal: abort.signal });
      const body: unknown = answer.ok ? await answer.json() : undefined;
      if (!Array.isArray(body)) throw new Error(`search answered ${answer.status}`);
      setSearch({ found: body.filter(isItem), state: 'idle' });
    };
    const timer = setTimeout(() => {
      ask().catch(() => {
        if (!abort.signal.aborted) setSearch({ found: [], state: 'failed' });
      });
    }, 150);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query]);
  return search;
}
