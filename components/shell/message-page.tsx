import type { ReactNode } from 'react';

type MessagePageProps = {
  /** "404": quiet, for people who search for it. */
  code?: string | undefined;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
  /** Helps whoever is asked for help to find the log lines. */
  requestId?: string | null | undefined;
};

/** A whole page that is only a message: what happened, why, what to do. */
export function MessagePage({ code, title, children, actions, requestId }: MessagePageProps) {
  return (
    <div className="mx-auto grid max-w-[34rem] gap-4 px-4 py-16">
      <div className="grid gap-1">
        {code ? <p className="font-mono text-sm text-subtle">{code}</p> : null}
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        <div className="text-muted">{children}</div>
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      {requestId ? (
        <p className="text-sm text-subtle">
          Request id <code className="font-mono select-all">{requestId}</code>
        </p>
      ) : null}
    </div>
  );
}
