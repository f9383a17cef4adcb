import type { ReactNode } from 'react';

type PageHeaderProps = {
  title: ReactNode;
  /** Beside the title: badges and ages. */
  status?: ReactNode;
  /** One quiet line under the title. */
  meta?: ReactNode;
  actions?: ReactNode;
};

export function PageHeader({ title, status, meta, actions }: PageHeaderProps) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          {status}
        </div>
        {meta ? <div className="mt-0.5 flex flex-wrap items-center gap-x-2 text-muted">{meta}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}
