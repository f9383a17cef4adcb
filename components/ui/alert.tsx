import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { type Tone, toneGround, toneIcon, toneText } from './tone.ts';

type AlertProps = {
  tone?: Exclude<Tone, 'accent'> | undefined;
  title: ReactNode;
  children?: ReactNode;
  /** Buttons or links that lead out of it. */
  actions?: ReactNode;
  /** Announce it: set it where the alert appears after an act; assertive for danger, polite otherwise. */
  live?: boolean | undefined;
  className?: string | undefined;
};

const word = { neutral: 'Note', ok: 'Done', warning: 'Warning', danger: 'Problem', info: 'Information' };

export function Alert({ tone = 'info', title, children, actions, live, className }: AlertProps) {
  const Icon = toneIcon[tone];
  return (
    <div
      data-tone={tone}
      role={live ? (tone === 'danger' ? 'alert' : 'status') : undefined}
      className={cn('flex gap-2.5 rounded-lg px-3 py-2.5', toneGround[tone], className)}
    >
      <Icon aria-label={word[tone]} role="img" className={cn('mt-0.5 size-4 shrink-0', toneText[tone])} />
      <div className="flex min-w-0 grow flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 grow basis-60">
          <p className="font-medium">{title}</p>
          {children ? <div className="text-sm text-muted">{children}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
