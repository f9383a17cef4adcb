'use client';

import { type ComponentType, useEffect, useState } from 'react';

export type ToastMessage = {
  id?: string | undefined;
  title: string;
  description?: string | undefined;
  href?: string | undefined;
  hrefLabel?: string | undefined;
};

const eventName = 'bailiwick:toast';

/** For what happened elsewhere; the result of one's own act is shown in its place instead. */
export function showToast(message: ToastMessage) {
  window.dispatchEvent(new CustomEvent<ToastMessage>(eventName, { detail: message }));
}

/** Loads the toast list with the first message, so that pages without one don't pay for it. */
export function Toaster() {
  const [first, setFirst] = useState<ToastMessage>();
  const [List, setList] = useState<ComponentType<{ first: ToastMessage; eventName: string }>>();
  useEffect(() => {
    if (first) return;
    const load = (event: Event) => {
      if (event instanceof CustomEvent) setFirst(event.detail);
      import('./toast-list.tsx').then(
        (module) => setList(() => module.ToastList),
        () => setFirst(undefined),
      );
    };
    window.addEventListener(eventName, load, { once: true });
    return () => window.removeEventListener(eventName, load);
  }, [first]);
  return first && List ? <List first={first} eventName={eventName} /> : null;
}
