import { cn } from './cn.ts';

/** The shape of what is coming; visible only after 300 ms. Put the status words in the page that waits. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <span aria-hidden className={cn('appear-late block rounded-md bg-sunken', className)} />;
}

export function SkeletonTable({ rows = 6 }: { rows?: number | undefined }) {
  return (
    <div role="status" className="rounded-lg border bg-surface p-4">
      <span className="sr-only">Loading</span>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row.toString()} className={cn('my-3 h-4', row % 2 ? 'w-3/4' : 'w-full')} />
      ))}
    </div>
  );
}
