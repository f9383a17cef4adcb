'use client';

import { useActionState } from 'react';
import type { ConfirmOutcome } from '#components/ui/confirm-dialog.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

type RunButtonProps = {
  open: { started: boolean } | null;
  /** Missing for people who may only look. */
  run?: (() => Promise<ConfirmOutcome>) | undefined;
};

/** Asks for a run now; while one is on its way it says so instead. */
export function RunButton({ open, run }: RunButtonProps) {
  const [outcome, submit] = useActionState(
    async (_: ConfirmOutcome | undefined) => (run ? await run() : undefined),
    undefined,
  );
  return (
    <>
      <span role="status" className="text-sm text-subtle">
        {open ? (open.started ? 'Checking now' : 'Waiting for its turn') : ''}
      </span>
      {run && !open ? (
        <form action={submit}>
          <SubmitButton variant="secondary" size="sm">
            Run checks
          </SubmitButton>
        </form>
      ) : null}
      {outcome?.ok === false ? (
        <p role="alert" className="text-sm text-danger">
          {outcome.message}
        </p>
      ) : null}
    </>
  );
}
