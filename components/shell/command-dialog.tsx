'use client';

import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import type { CommandDialogProps, CommandItem } from './command-item.ts';
import { useSearch } from './use-search.ts';

/** Reaches every page, team, environment and request that the person may see; the server decides which. */
export function CommandDialog({ items, onClose }: CommandDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const router = useRouter();
  const [query, setQuery] = useState('');
  const { found, state } = useSearch(query);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  const needle = query.trim().toLowerCase();
  const pages = items.filter(({ label }) => label.toLowerCase().includes(needle));
  const groups = Map.groupBy([...found, ...pages], ({ group }) => group);
  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-label="Search"
      className="mx-auto mt-[12dvh] mb-auto w-[calc(100vw-2rem)] max-w-[40rem] overflow-hidden rounded-lg border bg-surface p-0 text-foreground"
    >
      <Command shouldFilter={false} loop label="Search">
        <Command.Input
          value={query}
          onValueChange={setQuery}
          placeholder="Team, environment, request or page"
          className="h-11 w-full border-b bg-transparent px-4 text-lg placeholder:text-subtle focus-visible:outline-none"
        />
        <Command.List label="Results" className="max-h-[50dvh] overflow-y-auto p-1.5">
          {[...groups].map(([group, entries]) => (
            <Command.Group
              key={group}
              heading={group}
              className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-subtle"
            >
              {entries.map((entry) => (
                <Entry key={entry.href} entry={entry} onSelect={() => go(entry.href)} />
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
      <p role="status" className="border-t px-4 py-2 text-sm text-subtle empty:hidden">
        {message(state, groups.size)}
      </p>
    </dialog>
  );

  function go(href: string) {
    dialog.current?.close();
    router.push(href);
  }
}

function message(state: 'idle' | 'searching' | 'failed', groups: number): string {
  if (state === 'failed') return 'The search did not answer. The pages above still work.';
  if (groups > 0) return '';
  return state === 'searching' ? 'Searching' : 'Nothing that you may see has this name.';
}

function Entry({ entry, onSelect }: { entry: CommandItem; onSelect: () => void }) {
  return (
    <Command.Item
      value={entry.href}
      onSelect={onSelect}
      className="flex min-h-8 cursor-pointer items-center gap-3 rounded-md px-2 aria-selected:bg-accent-subtle"
    >
      <span className="grow truncate">{entry.label}</span>
      {entry.hint ? <span className="truncate text-sm text-muted">{entry.hint}</span> : null}
    </Command.Item>
  );
}
