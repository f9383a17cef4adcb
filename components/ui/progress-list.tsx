import {
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePause,
  CircleX,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export type StepState = 'waiting' | 'writing' | 'written' | 'verified' | 'failed' | 'held';
export type ProgressStep = {
  id: string;
  label: ReactNode;
  state: StepState;
  /** "6 ms" */
  took?: string | undefined;
  /** Why it failed and when it is tried again, in words. */
  detail?: ReactNode;
};

const looks: Record<StepState, { icon: LucideIcon; className: string }> = {
  waiting: { icon: CircleDashed, className: 'text-subtle' },
  writing: { icon: LoaderCircle, className: 'animate-spin text-info' },
  written: { icon: CircleDot, className: 'text-info' },
  verified: { icon: CircleCheck, className: 'text-ok' },
  failed: { icon: CircleX, className: 'text-danger' },
  held: { icon: CirclePause, className: 'text-warning' },
};

/** The steps of something being made, each with its state as icon and word. */
export function ProgressList({ label, steps }: { label: string; steps: readonly ProgressStep[] }) {
  return (
    <ol aria-label={label} className="grid">
      {steps.map(({ id, label: text, state, took, detail }) => {
        const { icon: Icon, className } = looks[state];
        return (
          <li key={id} className="grid min-h-7 grid-cols-[1rem_1fr_auto] items-start gap-x-2 py-0.5">
            <Icon aria-hidden className={cn('mt-0.5 size-4', className)} />
            <span className="min-w-0">{text}</span>
            <span className="flex gap-3 text-sm">
              <span className={state === 'failed' ? 'text-danger' : 'text-subtle'}>{state}</span>
              {took ? <span className="min-w-12 text-right text-subtle tabular-nums">{took}</span> : null}
            </span>
            {detail ? <span className="col-span-2 col-start-2 text-sm text-muted">{detail}</span> : null}
          </li>
        );
      })}
    </ol>
  );
}
