'use client';

import { useActionState } from 'react';
import { Alert } from '#components/ui/alert.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';

export type UndoOutcome = { ok: true } | { ok: false; message: string };

type UndoDeleteProps = {
  namespace: string;
  deleteAfter: string;
  /** Whether the grace time still runs. */
  open: boolean;
  /** Missing for people who may only look. */
  undo?: (() => Promise<UndoOutcome>) | undefined;
};

/** Says that the environment goes away and when, with the way back for as long as there is one. */
export function UndoDelete({ namespace, deleteAfter, open, undo }: UndoDeleteProps) {
  const [outcome, submit] = useActionState(
    async (_: UndoOutcome | undefined) => (undo ? await undo() : undefined),
    undefined,
  );
  const title = open ? (
    <>
      {namespace} is deleted <TimeAgo at={deleteAfter} />
    </>
  ) : (
    `${namespace} is being deleted`
  );
  return (
    <Alert
      tone="warning"
      title={title}
      actions={
        open && undo ? (
          <form action={submit}>
            <SubmitButton variant="secondary" size="sm">
              Undo deletion
            </SubmitButton>
          </form>
        ) : undefined
      }
    >
      {open
        ? 'Until then everything runs on, and the deletion can be undone.'
        : 'The grace time is over. The name becomes free when the namespace is gone.'}
      {outcome?.ok === false ? (
        <p role="alert" className="text-danger">
          {outcome.message}
        </p>
      ) : null}
    </Alert>
  );
}
