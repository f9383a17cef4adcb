'use client';

import { X } from 'lucide-react';
import { type ComponentProps, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';

type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  size?: 'md' | 'lg' | undefined;
  children: ReactNode;
};

/** The browser's modal dialog: it traps the focus, closes with Escape, makes the rest inert and gives the focus back. */
export function Dialog({ open, onClose, title, description, size = 'md', children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (open && !dialog.current?.open) {
      dialog.current?.showModal();
      // The browser would take the first button, which closes; React writes no autofocus attribute.
      dialog.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    }
    if (!open) dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      className={cn(
        'm-auto max-h-[90dvh] w-[calc(100vw-2rem)] overflow-y-auto rounded-lg border bg-surface p-0 text-foreground whitespace-normal',
        size === 'lg' ? 'max-w-[56rem]' : 'max-w-[34rem]',
      )}
    >
      {open ? (
        <div className="grid gap-4 p-5 text-left">
          <div className="flex items-start gap-4">
            <div className="min-w-0 grow">
              <h2 id={`${id}-title`} className="text-lg font-semibold">
                {title}
              </h2>
              {description ? (
                <p id={`${id}-description`} className="text-muted">
                  {description}
                </p>
              ) : null}
            </div>
            <DialogClose variant="ghost" size="icon" aria-label="Close" className="-mt-1 -mr-2">
              <X aria-hidden />
            </DialogClose>
          </div>
          {children}
        </div>
      ) : null}
    </dialog>
  );
}

/** Closes the dialog around it. */
export function DialogClose({ onClick, ...rest }: ComponentProps<typeof Button>) {
  return (
    <Button
      {...rest}
      onClick={(event) => {
        onClick?.(event);
        event.currentTarget.closest('dialog')?.close();
      }}
    />
  );
}

/** The row of buttons at the end of a dialog: the act first in reading order at the right end. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return <div className="flex flex-row-reverse flex-wrap justify-start gap-2">{children}</div>;
}

type DialogButtonProps = Omit<ComponentProps<typeof Button>, 'title' | 'size'> &
  Pick<DialogProps, 'description' | 'size'> & {
    label: ReactNode;
    title: ReactNode;
    buttonSize?: ComponentProps<typeof Button>['size'];
  };

/** A button and the dialog that it opens; the children may be rendered by the server. */
export function DialogButton(props: DialogButtonProps) {
  const { label, title, description, size, buttonSize, children, ...button } = props;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" size={buttonSize} {...button} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={title} description={description} size={size}>
        {children}
      </Dialog>
    </>
  );
}
