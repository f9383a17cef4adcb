'use client';

import { X } from 'lucide-react';
import Link from 'next/link';
import { useCallback, useEffect, useState } from 'react';
import { Button } from './button.tsx';

export type ToastMessage = {
  /** A message with the same id takes the place of the earlier one. */
  id?: string | undefined;
  title: string;
  description?: string | undefined;
  href?: string | undefined;
  hrefLabel?: string | undefined;
};

type Shown = ToastMessage & { id: string };

const eventName = 'bailiwick:toast';
const shownMs = 10_000;
const most = 3;

/** For what happened elsewhere; the result of one's own act is shown in its place instead. */
export function showToast(message: ToastMessage) {
  const detail: Shown = { ...message, id: message.id ?? crypto.randomUUID() };
  window.dispatchEvent(new CustomEvent<Shown>(eventName, { detail }));
}

/** The list of messages, once a page. It adds no style element, so a strict style-src holds. */
export function Toaster() {
  const [toasts, setToasts] = useState<readonly Shown[]>([]);
  useEffect(() => {
    const listen = (event: Event) => {
      if (!(event instanceof CustomEvent)) return;
      const shown: Shown = event.detail;
      setToasts((all) => [...all.filter(({ id }) => id !== shown.id), shown].slice(-most));
    };
    window.addEventListener(eventName, listen);
    return () => window.removeEventListener(eventName, listen);
  }, []);
  const close = useCallback(
    (closed: string) => setToasts((all) => all.filter(({ id }) => id !== closed)),
    [],
  );
  return (
    <div role="status" className="fixed right-4 bottom-4 z-20 grid w-80 max-w-[calc(100vw-2rem)] gap-2">
      {toasts.map((toast) => (
        <Toast key={toast.id} toast={toast} onClose={close} />
      ))}
    </div>
  );
}

function Toast({ toast, onClose }: { toast: Shown; onClose: (id: string) => void }) {
  const { id, title, description, href, hrefLabel } = toast;
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onClose(id), shownMs);
    return () => clearTimeout(timer);
  }, [held, id, onClose]);
  // Whoever reads it or is in it with the keyboard keeps it.
  const holding = {
    onPointerEnter: () => setHeld(true),
    onPointerLeave: () => setHeld(false),
    onFocus: () => setHeld(true),
    onBlur: () => setHeld(false),
  };
  return (
    <div {...holding} className="flex items-start gap-2 rounded-lg border bg-surface p-3">
      <div className="min-w-0 grow">
        <p className="font-medium">{title}</p>
        <p className="text-sm text-muted">
          {description}{' '}
          {href ? (
            <Link
              href={href}
              onClick={() => onClose(id)}
              className="text-accent underline underline-offset-3"
            >
              {hrefLabel ?? 'Show'}
            </Link>
          ) : null}
        </p>
      </div>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Close message"
        className="-mt-1 -mr-1"
        onClick={() => onClose(id)}
      >
        <X aria-hidden />
      </Button>
    </div>
  );
}
