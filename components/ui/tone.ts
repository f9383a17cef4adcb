import { CircleAlert, CircleCheck, CircleDashed, CircleX, Info, type LucideIcon } from 'lucide-react';

export type Tone = 'neutral' | 'accent' | 'ok' | 'warning' | 'danger' | 'info';

export const toneIcon: Record<Tone, LucideIcon> = {
  neutral: CircleDashed,
  accent: Info,
  ok: CircleCheck,
  warning: CircleAlert,
  danger: CircleX,
  info: Info,
};

export const toneText: Record<Tone, string> = {
  neutral: 'text-muted',
  accent: 'text-accent',
  ok: 'text-ok',
  warning: 'text-warning',
  danger: 'text-danger',
  info: 'text-info',
};

export const toneGround: Record<Tone, string> = {
  neutral: 'bg-sunken',
  accent: 'bg-accent-subtle',
  ok: 'bg-ok-subtle',
  warning: 'bg-warning-subtle',
  danger: 'bg-danger-subtle',
  info: 'bg-info-subtle',
};
