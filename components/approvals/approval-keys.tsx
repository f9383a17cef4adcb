'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { isTyping, useShortcuts } from '#components/requests/use-shortcuts.ts';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Kbd } from '#components/ui/kbd.tsx';

type ApprovalKeysProps = {
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  /** The page of the selected request. */
  openHref?: string | undefined;
};

/** J and K move, Enter opens; says so and can be turned off. */
export function ApprovalKeys({ previousHref, nextHref, openHref }: ApprovalKeysProps) {
  const router = useRouter();
  const [on, setOn] = useShortcuts();
  useEffect(() => {
    if (!on) return;
    const targets: Record<string, string | undefined> = { j: nextHref, k: previousHref, Enter: openHref };
    const onKey = (event: KeyboardEvent) => {
      const href = targets[event.key];
      if (!href || isTyping(event) || (event.key === 'Enter' && onControl(event))) return;
      event.preventDefault();
      router.push(href, { scroll: false });
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [on, router, nextHref, previousHref, openHref]);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm text-subtle max-lg:hidden">
      <p>
        <Kbd>J</Kbd> <Kbd>K</Kbd> move · <Kbd>Enter</Kbd> opens · <Kbd>A</Kbd> approves · <Kbd>R</Kbd> rejects
      </p>
      <Checkbox label="Single-key shortcuts" checked={on} onChange={(event) => setOn(event.target.checked)} />
    </div>
  );
}

function onControl(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLElement && event.target.closest('a, button, summary') !== null;
}
