import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

type EmptyStateProps = {
  icon?: LucideIcon | undefined;
  title: ReactNode;
  /** What this place is for. */
  children?: ReactNode;
  /** The one next thing to do. */
  action?: ReactNode;
  className?: string | undefined;
};

export function EmptyState({ icon: Icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-center gap-1 px-4 py-10 text-center', className)}>
      {Icon ? <Icon aria-hidden className="mb-2 size-6 text-subtle" /> : null}
      <p className="font-medium">{title}</p>
      {children ? <div className="max-w-prose text-muted">{children}</div> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}
