'use client';

import Link from 'next/link';
import { useEffect } from 'react';
import { Toaster as Sonner, toast } from 'sonner';
import type { ToastMessage } from './toast.tsx';

function show({ id, title, description, href, hrefLabel }: ToastMessage) {
  toast(title, {
    description: (
      <>
        {description}
        {href ? (
          <Link href={href} className="ml-1 text-accent underline underline-offset-3">
            {hrefLabel ?? 'Show'}
          </Link>
        ) : null}
      </>
    ),
    ...(id === undefined ? {} : { id }),
  });
}

export function ToastList({ first, eventName }: { first: ToastMessage; eventName: string }) {
  useEffect(() => {
    show(first);
    const listen = (event: Event) => {
      if (event instanceof CustomEvent) show(event.detail);
    };
    window.addEventListener(eventName, listen);
    return () => window.removeEventListener(eventName, listen);
  }, [first, eventName]);
  return (
    <Sonner
      position="bottom-right"
      closeButton
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: 'flex w-80 max-w-full items-start gap-2 rounded-lg border bg-surface p-3 text-foreground',
          title: 'font-medium',
          description: 'text-sm text-muted',
          closeButton: 'absolute top-2 right-2 size-6 grid place-items-center text-subtle',
        },
      }}
    />
  );
}
