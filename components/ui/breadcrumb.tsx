import Link from 'next/link';

export type Crumb = { label: string; href?: string | undefined };

/** Where this page is; the last item is the page itself. */
export function Breadcrumb({ items }: { items: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5 text-muted">
        {items.map(({ label, href }, index) => {
          const last = index === items.length - 1;
          return (
            <li
              key={`${href ?? ''}${label}`}
              className="flex min-w-0 items-center gap-1.5 max-sm:not-last:hidden"
            >
              {index > 0 ? (
                <span aria-hidden className="text-subtle max-sm:hidden">
                  /
                </span>
              ) : null}
              {href && !last ? (
                <Link href={href} className="truncate leading-6 hover:text-foreground hover:underline">
                  {label}
                </Link>
              ) : (
                <span aria-current={last ? 'page' : undefined} className="truncate text-foreground">
                  {label}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
