import { cn } from './cn.ts';

type LoadingProps = {
  /** Whether the page brings a title of its own, and a line under it. */
  title?: 'with-meta' | 'alone' | undefined;
  /** Whether a search and filters stand above the content. */
  filters?: boolean | undefined;
  /** The number of rows in each card. */
  cards: readonly number[];
};

/** The shape of a page that is on its way; visible only after 300 ms. */
export function Loading({ title, filters, cards }: LoadingProps) {
  return (
    <div role="status" className="appear-late grid gap-6">
      <span className="sr-only">Loading</span>
      {title ? (
        <div className="grid gap-2">
          <Bar className="h-7 w-40" />
          {title === 'with-meta' ? <Bar className="h-4 w-72 max-w-full" /> : null}
        </div>
      ) : null}
      {filters ? <Bar className="h-8 w-80 max-w-full" /> : null}
      {cards.map((rows, card) => (
        <Rows key={card.toString()} rows={rows} />
      ))}
    </div>
  );
}

function Bar({ className }: { className: string }) {
  return <span aria-hidden className={cn('block rounded-md bg-sunken', className)} />;
}

function Rows({ rows }: { rows: number }) {
  return (
    <div className="rounded-lg border bg-surface">
      <div className="flex h-11 items-center border-b px-4">
        <Bar className="h-4 w-32" />
      </div>
      {Array.from({ length: rows }, (_, row) => (
        <div
          key={row.toString()}
          className="flex h-10 items-center justify-between gap-8 border-b px-4 last:border-b-0"
        >
          <Bar className="h-4 w-2/5" />
          <Bar className="h-4 w-1/5" />
        </div>
      ))}
    </div>
  );
}
