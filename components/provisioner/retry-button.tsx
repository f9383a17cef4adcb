'use client';

import { useActionState } from 'react';
import type { ConfirmOutcome } from '#components/ui/confirm-dialog.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

type RetryButtonProps = {
  namespace: string;
  /** Another try was asked for and is still to come. */
  asked: boolean;
  retry: () => Promise<ConfirmOutcome>;
};

/** Has an environment tried again now. */
export function RetryButton({ namespace, asked, retry }: RetryButtonProps) {
  const [outcome, submit] = useActionState(async (_: ConfirmOutcome | undefined) => await retry(), undefined);
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-2">
      {asked ? (
        <span className="text-sm text-subtle">Comes next</span>
      ) : (
        <form action={submit}>
          <SubmitButton variant="secondary" size="sm">
            Retry now<span className="sr-only"> {namespace}</span>
          </SubmitButton>
        </form>
      )}
      <span role="status" className="text-sm text-danger">
        {outcome?.ok === false ? outcome.message : ''}
      </span>
    </span>
  );
}
