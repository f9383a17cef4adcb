import type { ReactNode } from 'react';
import { cn } from './cn.ts';

type ScrollAreaProps = { label: string; className?: string | undefined; children: ReactNode };

/** What may be wider than its place. It takes the focus, so that it can be scrolled with the keyboard (WCAG 2.1.1). */
export function ScrollArea({ label, className, children }: ScrollAreaProps) {
  const focusable = { role: 'region', tabIndex: 0, 'aria-label': label } as const;
  return (
    <div {...focusable} className={cn('overflow-auto -outline-offset-2!', className)}>
      {children}
    </div>
  );
}
