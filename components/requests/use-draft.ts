'use client';

import { useEffect, useRef } from 'react';

/** Keeps what was typed on the server, a second after the last change and when the page goes away. */
export function useDraft(
  values: Readonly<Record<string, string>>,
  save: (values: Record<string, string>) => Promise<unknown>,
): void {
  const text = JSON.stringify(values);
  const saved = useRef(text);
  useEffect(() => {
    if (text === saved.current) return;
    const keep = () => {
      if (text === saved.current) return;
      saved.current = text;
      // A draft that could not be kept must not disturb the typing; the next change tries again.
      save(JSON.parse(text)).catch(() => {
        saved.current = '';
      });
    };
    const timer = setTimeout(keep, 1000);
    window.addEventListener('pagehide', keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', keep);
    };
  }, [text, save]);
}
