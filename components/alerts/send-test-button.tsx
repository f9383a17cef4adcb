'use client';

import { useActionState } from 'react';
import { SubmitButton } from '#components/ui/submit-button.tsx';

export type TestOutcome = { ok: boolean; message: string } | null;

type SendTestButtonProps = {
  /** To whom, for screen readers. */
  to: string;
  send: (previous: TestOutcome) => Promise<TestOutcome>;
};

/** Sends a test; what became of it stands in the list of messages. */
export function SendTestButton({ to, send }: SendTestButtonProps) {
  const [outcome, submit] = useActionState(send, null);
  return (
    <form action={submit} className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <SubmitButton variant="secondary" size="sm">
        Send a test<span className="sr-only"> to {to}</span>
      </SubmitButton>
      <span role="status" className={`text-sm ${outcome?.ok === false ? 'text-danger' : 'text-muted'}`}>
        {outcome?.message}
      </span>
    </form>
  );
}
