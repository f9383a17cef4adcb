import { cn } from './cn.ts';

export type LiveState = 'live' | 'reconnecting' | 'polling' | 'unreachable';

const looks: Record<LiveState, { dot: string; word: string }> = {
  live: { dot: 'fill-ok', word: 'live' },
  reconnecting: { dot: 'fill-none stroke-warning', word: 'reconnecting' },
  polling: { dot: 'fill-none stroke-info', word: 'every 10 s' },
  unreachable: { dot: 'fill-danger', word: 'cluster unreachable' },
};

/** Whether the page keeps itself current. Filled or hollow as well as coloured, with the word beside it. */
export function LiveDot({ state, label }: { state: LiveState; label?: string | undefined }) {
  const { dot, word } = looks[state];
  return (
    <span role="status" className="inline-flex items-center gap-1.5 text-sm whitespace-nowrap text-subtle">
      <svg aria-hidden="true" viewBox="0 0 8 8" className="size-2 overflow-visible">
        <circle cx="4" cy="4" r="3.5" className={cn(dot)} strokeWidth="2" />
      </svg>
      {label ?? word}
    </span>
  );
}
