'use client';

import { Menu, X } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { DialogClose } from '#components/ui/dialog.tsx';

/** The sidebar on narrow screens; following a link closes it. */
export function MobileDrawer({ children }: { children: ReactNode }) {
  const drawer = useRef<HTMLDialogElement>(null);
  const pathname = usePathname();
  useEffect(() => {
    if (pathname) drawer.current?.close();
  }, [pathname]);
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Open menu"
        aria-haspopup="dialog"
        className="-ml-2 lg:hidden"
        onClick={() => drawer.current?.showModal()}
      >
        <Menu aria-hidden />
      </Button>
      <dialog
        ref={drawer}
        aria-label="Menu"
        className="fixed inset-y-0 left-0 m-0 h-dvh max-h-none w-64 max-w-[85vw] border-r bg-background p-0 text-foreground"
      >
        <DialogClose variant="ghost" size="icon" aria-label="Close menu" className="absolute top-2 right-2">
          <X aria-hidden />
        </DialogClose>
        {children}
      </dialog>
    </>
  );
}
