'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useActionState, useEffect, useState } from 'react';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogClose, DialogFooter } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/input.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import type { Result } from '#lib/domain/error.ts';
import { reasonLength } from '#lib/domain/requests/reason.ts';
import { isTyping, useShortcuts } from './use-shortcuts.ts';

type Verdict = 'approved' | 'rejected';
export type Decide = (input: {
  number: number;
  version: number;
  verdict: Verdict;
  reason: string;
}) => Promise<Result<unknown>>;

type DecisionBoxProps = {
  request: { number: number; version: number; title: string };
  canDecide: boolean;
  /** What approving does, repeated in the confirmation. */
  effect: ReactNode;
  decide: Decide;
  /** Where to go after a decision; without it the page stays. */
  nextHref?: string | undefined;
  /** Put into the address while deciding, so that a list that moves on does not take the dialog away. */
  pinHref?: string | undefined;
  /** A approves, R rejects. */
  shortcuts?: boolean | undefined;
};

/** Approve and reject, each with a confirmation. Stays in place when somebody else was faster, to say so. */
export function DecisionBox(props: DecisionBoxProps) {
  const { request, canDecide, effect, decide, nextHref, pinHref } = props;
  const [on] = useShortcuts();
  const shortcuts = on && props.shortcuts === true;
  const router = useRouter();
  const [open, setOpen] = useState<Verdict | null>(null);
  const [missed, setMissed] = useState<string | null>(null);
  const ask = (verdict: Verdict) => {
    if (pinHref) window.history.replaceState(null, '', pinHref);
    setOpen(verdict);
  };
  useDecisionKeys(canDecide && shortcuts && open === null, ask);
  const onDone = (result: Result<unknown>) => {
    setOpen(null);
    if (!result.ok) setMissed(result.message);
    else if (nextHref) router.push(nextHref);
    router.refresh();
  };
  return (
    <>
      {missed ? <Alert tone="warning" live title={missed} /> : null}
      {canDecide ? (
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" aria-haspopup="dialog" onClick={() => ask('approved')}>
            Approve{shortcuts ? <Kbd>A</Kbd> : null}
          </Button>
          <Button aria-haspopup="dialog" onClick={() => ask('rejected')}>
            Reject{shortcuts ? <Kbd>R</Kbd> : null}
          </Button>
        </div>
      ) : null}
      <Dialog
        open={open !== null}
        onClose={() => setOpen(null)}
        title={`${open === 'rejected' ? 'Reject' : 'Approve'} #${request.number}?`}
        description={request.title}
      >
        {open ? (
          <DecisionForm verdict={open} request={request} effect={effect} decide={decide} onDone={onDone} />
        ) : null}
      </Dialog>
    </>
  );
}

type DecisionFormProps = Pick<DecisionBoxProps, 'request' | 'effect' | 'decide'> & {
  verdict: Verdict;
  onDone: (result: Result<unknown>) => void;
};

function DecisionForm({ verdict, request, effect, decide, onDone }: DecisionFormProps) {
  const rejecting = verdict === 'rejected';
  const [failure, submit, pending] = useActionState(async (_: string | null, form: FormData) => {
    const reason = String(form.get('reason') ?? '').trim();
    if (rejecting && reason === '') return 'Say why it is rejected, so that the person can ask again.';
    const result = await decide({ number: request.number, version: request.version, verdict, reason });
    if (result.ok || result.code === 'STALE' || result.code === 'CONFLICT' || result.code === 'NOT_FOUND')
      onDone(result);
    return result.ok ? null : (Object.values(result.fieldErrors)[0] ?? result.message);
  }, null);
  return (
    <form action={submit} className="grid gap-4">
      <div className="text-muted">
        {rejecting ? 'Nothing is changed in the cluster. The person sees the reason.' : effect}
      </div>
      <Field id="decision-reason" label="Reason" error={failure} optional={!rejecting} required={rejecting}>
        {({ required, ...control }) => (
          <Textarea
            {...control}
            aria-required={required}
            name="reason"
            maxLength={reasonLength}
            data-autofocus={rejecting || undefined}
          />
        )}
      </Field>
      <DialogFooter>
        <Button type="submit" variant={rejecting ? 'danger' : 'primary'} pending={pending}>
          {rejecting ? `Reject #${request.number}` : `Approve #${request.number}`}
        </Button>
        <DialogClose>Cancel</DialogClose>
      </DialogFooter>
    </form>
  );
}

function useDecisionKeys(active: boolean, open: (verdict: Verdict) => void) {
  useEffect(() => {
    if (!active) return;
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      const verdict = ({ a: 'approved', r: 'rejected' } as const)[event.key.toLowerCase()];
      if (!verdict) return;
      event.preventDefault();
      open(verdict);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [active, open]);
}
