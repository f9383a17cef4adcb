import type { ReactNode } from 'react';
import { cn } from './cn.ts';

type CardProps = {
  title?: ReactNode;
  description?: ReactNode;
  /** At the right of the title: a link or a button. */
  actions?: ReactNode;
  /** Level of the title; headings of a page go in order. */
  level?: 2 | 3 | undefined;
  /** No padding around the content, for a table or a list. */
  flush?: boolean | undefined;
  className?: string | undefined;
  id?: string | undefined;
  children: ReactNode;
};

/** A section with a border and a heading. */
export function Card({ title, description, actions, level = 2, flush, className, id, children }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section id={id} className={cn('min-w-0 rounded-lg border bg-surface', className)}>
      {title || actions ? (
        <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b px-4 py-2">
          <div className="min-w-0">
            <Heading className="font-medium">{title}</Heading>
            {description ? <p className="text-sm text-subtle">{description}</p> : null}
          </div>
          {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
        </div>
      ) : null}
      <div className={flush ? undefined : 'p-4'}>{children}</div>
    </section>
  );
}
