'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';

/** More words for one focusable element: on hover and focus, hoverable itself, gone with Escape (WCAG 1.4.13). */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  const id = useId();
  const host = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = host.current;
    const control = element?.firstElementChild;
    if (control instanceof HTMLElement) control.setAttribute('aria-describedby', id);
    const toggle = (event: Event) => {
      const inside = event.type === 'pointerenter' || event.type === 'focusin';
      if (inside) tip.current?.showPopover(element ? { source: element } : {});
      else tip.current?.hidePopover();
    };
    const hideOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') tip.current?.hidePopover();
    };
    const kinds = ['pointerenter', 'pointerleave', 'focusin', 'focusout'];
    for (const kind of kinds) element?.addEventListener(kind, toggle);
    document.addEventListener('keydown', hideOnEscape);
    return () => {
      for (const kind of kinds) element?.removeEventListener(kind, toggle);
      document.removeEventListener('keydown', hideOnEscape);
    };
  }, [id]);
  return (
    <span ref={host} className="inline-flex">
      {children}
      <span
        ref={tip}
        id={id}
        role="tooltip"
        popover="manual"
        className="popover-tip max-w-72 rounded-md border bg-foreground px-2 py-1 text-sm text-background"
      >
        {text}
      </span>
    </span>
  );
}
