import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { ButtonLink } from './button.tsx';

type PaginationProps = {
  /** One-based position of the first and last shown row. */
  from: number;
  to: number;
  total?: number | undefined;
  /** Of what, in the plural: "environments". */
  noun: string;
  previousHref?: string | undefined;
  nextHref?: string | undefined;
};

export function Pagination({ from, to, total, noun, previousHref, nextHref }: PaginationProps) {
  if (to === 0) return null;
  return (
    <nav
      aria-label={`Pages of ${noun}`}
      className="flex flex-wrap items-center justify-between gap-2 border-t px-4 py-2"
    >
      <p className="text-sm text-subtle tabular-nums">
        {from}–{to}
        {total === undefined ? null : ` of ${total}`} {noun}
      </p>
      {previousHref || nextHref ? (
        <div className="flex gap-2">
          <Step href={previousHref}>
            <ChevronLeft aria-hidden />
            Previous
          </Step>
          <Step href={nextHref}>
            Next
            <ChevronRight aria-hidden />
          </Step>
        </div>
      ) : null}
    </nav>
  );
}

function Step({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (!href) return null;
  return (
    <ButtonLink href={href} size="sm">
      {children}
    </ButtonLink>
  );
}
