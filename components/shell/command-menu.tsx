'use client';

import { Search } from 'lucide-react';
import { type ComponentType, useCallback, useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import type { CommandDialogProps, CommandItem } from './command-item.ts';

/** The search button and its shortcut. The menu itself is loaded when it is first wanted. */
export function CommandMenu({ items }: { items: readonly CommandItem[] }) {
  const [open, setOpen] = useState(false);
  const [Dialog, setDialog] = useState<ComponentType<CommandDialogProps>>();
  const show = useCallback(() => {
    setOpen(true);
    import('./command-dialog.tsx').then(
      (module) => setDialog(() => module.CommandDialog),
      () => setOpen(false),
    );
  }, []);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      show();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [show]);
  return (
    <>
      <Button
        aria-label="Search"
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onClick={show}
        className="text-subtle! max-sm:w-8 max-sm:px-0! sm:w-44 sm:justify-start!"
      >
        <Search aria-hidden />
        <span className="grow text-left font-normal max-sm:hidden">Search</span>
        <span className="max-sm:hidden">
          <Kbd>⌘K</Kbd>
        </span>
      </Button>
      {open && Dialog ? <Dialog items={items} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
