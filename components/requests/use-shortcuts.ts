'use client';

import { useSyncExternalStore } from 'react';

const key = 'single-key-shortcuts';
const changed = 'bailiwick:shortcuts';

function subscribe(listener: () => void) {
  window.addEventListener(changed, listener);
  window.addEventListener('storage', listener);
  return () => {
    window.removeEventListener(changed, listener);
    window.removeEventListener('storage', listener);
  };
}

/** Whether single keys act: people who speak to their computer can turn them off (WCAG 2.1.4). */
export function useShortcuts(): [on: boolean, set: (on: boolean) => void] {
  const on = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(key) !== 'off',
    () => true,
  );
  const set = (next: boolean) => {
    localStorage.setItem(key, next ? 'on' : 'off');
    window.dispatchEvent(new Event(changed));
  };
  return [on, set];
}

/** Whether a key press belongs to a field, a dialog or a browser shortcut rather than to the page. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  if (document.querySelector('dialog[open]')) return true;
  const target = event.target;
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}
