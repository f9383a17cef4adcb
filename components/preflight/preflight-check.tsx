'use client';

import { LoaderCircle } from 'lucide-react';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { PreflightAnswerView } from './preflight-answer.tsx';
import { type PreflightQuestion, usePreflight } from './use-preflight.ts';

type PreflightCheckProps = {
  /** Null as long as there is nothing to try. */
  question: PreflightQuestion | null;
  /** Level of the heading; headings of a page go in order. */
  heading: 'h2' | 'h3';
  /** What the person may do about it, also where nothing could be checked; null for who only reads. */
  act: 'send' | 'decide' | null;
  /** Beside a form there is little room: fields are left out. */
  compact?: boolean | undefined;
};

// Beside a form each change is a new question; on a page it is asked once.
const typingMs = 800;

/** What the cluster says to a request before anybody acts on it. Without an answer one may go on, and is told so. */
export function PreflightCheck({ question, heading: Heading, act, compact }: PreflightCheckProps) {
  const { shown, again } = usePreflight(question, compact ? typingMs : 0);
  if (shown.state === 'idle' || shown.state === 'nothing') return null;
  return (
    <section aria-labelledby="preflight-title" className="grid gap-2" aria-busy={shown.state === 'asking'}>
      <Heading id="preflight-title" className={compact ? 'text-sm font-medium text-subtle' : 'font-medium'}>
        Tried in the cluster
      </Heading>
      <div role="status" className="grid gap-2">
        {shown.state === 'asking' ? (
          <p className="flex items-center gap-2 text-muted">
            <LoaderCircle aria-hidden className="size-4 animate-spin" />
            Asking the cluster, nothing is written …
          </p>
        ) : null}
        {shown.state === 'unchecked' ? (
          <Alert
            tone="neutral"
            title="Unchecked"
            actions={
              <Button size="sm" onClick={again}>
                Check again
              </Button>
            }
          >
            {shown.why}
            {act === null ? null : ` You can ${act} all the same.`}
          </Alert>
        ) : null}
        {shown.state === 'answered' ? (
          <PreflightAnswerView answer={shown.answer} at={shown.at} compact={compact} />
        ) : null}
      </div>
    </section>
  );
}
