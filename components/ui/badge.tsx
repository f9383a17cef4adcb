import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { type Tone, toneGround, toneIcon, toneText } from './tone.ts';

type BadgeProps = { children: ReactNode; className?: string | undefined };

/** A small fact without judgement: a class, a role, a count. */
export function Badge({ children, className }: BadgeProps) {
  return (
    <span
      className={cn(
        'inline-flex items-center rounded-sm border bg-sunken px-1.5 text-xs leading-5 font-medium whitespace-nowrap text-muted',
        className,
      )}
    >
      {children}
    </span>
  );
}

type StatusBadgeProps = {
  tone: Tone;
  /** The state as one or two words: the icon and the colour only repeat it. */
  label: ReactNode;
  icon?: LucideIcon | undefined;
  /** Turns the icon, for a state that is changing by itself. */
  busy?: boolean | undefined;
  className?: string | undefined;
};

export function StatusBadge({ tone, label, icon, busy, className }: StatusBadgeProps) {
  const Icon = icon ?? toneIcon[tone];
  return (
    <span
      data-tone={tone}
      className={cn(
        'inline-flex items-center gap-1 rounded-full px-2 text-sm leading-6 font-medium whitespace-nowrap',
        toneGround[tone],
        toneText[tone],
        className,
      )}
    >
      <Icon aria-hidden className={cn('size-3.5 shrink-0', busy && 'animate-spin')} />
      {label}
    </span>
  );
}
