'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useRef } from 'react';

/**
 * Keeps what was typed on the server: a second after the last change, and when the person goes elsewhere. While the
 * form is being sent nothing is kept, so that a request that was sent leaves no draft behind.
 */
export function useDraft(
  values: Readonly<Record<string, string>>,
  save: (values: Record<string, string>) => Promise<unknown>,
  sending: boolean,
): void {
  const router = useRouter();
  const text = JSON.stringify(values);
  const kept = useRef({ text, changed: false });
  const keep = useEffectEvent(async () => {
    if (sending || text === kept.current.text) return;
    kept.current = { text, changed: true };
    // A draft that could not be kept must not disturb the typing; the next change tries again.
    await save(JSON.parse(text)).catch(() => {
      kept.current.text = '';
    });
  });
  useEffect(() => {
    if (sending || text === kept.current.text) return;
    const timer = setTimeout(keep, 1000);
    return () => clearTimeout(timer);
  }, [text, sending]);
  useEffect(() => {
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      // Back shows a page as it was fetched, with the draft of then; what is fetched anew has the one of now.
      void keep().then(() => {
        if (kept.current.changed) router.refresh();
      });
    };
  }, [router]);
}
