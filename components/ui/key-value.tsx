import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export type KeyValueItem = { label: string; value: ReactNode };

export function KeyValue({
  items,
  className,
}: {
  items: readonly KeyValueItem[];
  className?: string | undefined;
}) {
  return (
    <dl className={cn('grid gap-x-6 gap-y-2 sm:grid-cols-[minmax(8rem,auto)_1fr]', className)}>
      {items.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="text-subtle max-sm:-mb-2 max-sm:text-sm">{label}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
