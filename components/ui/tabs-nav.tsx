'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';

export type Tab = { href: string; label: ReactNode; count?: number | undefined };

/** Tabs that are links, so each can be shared. The first tab is current only on exactly its own address. */
export function TabsNav({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const pathname = usePathname();
  const list = useRef<HTMLUListElement>(null);
  // On a narrow screen the current tab may lie beyond the edge; `pathname` is read so that this follows it.
  useEffect(() => {
    if (pathname) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [pathname]);
  return (
    <nav aria-label={label} className="-mx-1 overflow-x-auto overflow-y-hidden border-b px-1">
      <ul ref={list} className="flex gap-5">
        {tabs.map(({ href, label: text, count }, index) => {
          const current = pathname === href || (index > 0 && pathname.startsWith(`${href}/`));
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={current ? 'page' : undefined}
                className="flex h-9 items-center gap-1.5 border-b-2 border-transparent whitespace-nowrap text-muted -outline-offset-2! hover:text-foreground aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-foreground forced-colors:border-b-0"
              >
                {text}
                {count === undefined ? null : (
                  <span className="rounded-sm bg-sunken px-1 text-xs leading-5 text-muted tabular-nums">
                    {count}
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
