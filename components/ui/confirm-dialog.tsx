'use client';

import { type ComponentProps, type ReactNode, useActionState, useId, useState } from 'react';
import { Alert } from './alert.tsx';
import { Button } from './button.tsx';
import { Dialog, DialogClose, DialogFooter } from './dialog.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';

export type ConfirmOutcome = { ok: true } | { ok: false; message: string };

type ConfirmDialogProps = {
  /** The button that opens it: a verb with its object. */
  label: ReactNode;
  variant?: ComponentProps<typeof Button>['variant'];
  buttonSize?: ComponentProps<typeof Button>['size'];
  title: ReactNode;
  description?: ReactNode;
  /** What is lost, one thing a line. */
  losses?: readonly ReactNode[] | undefined;
  /** How this can be undone, or that it can't. */
  undo?: ReactNode;
  /** Asked for letter by letter; without it the button alone confirms. */
  confirmName?: string | undefined;
  /** Says what will happen; also the words of the confirming button. */
  confirmLabel: ReactNode;
  danger?: boolean | undefined;
  action: (form: FormData) => Promise<ConfirmOutcome | undefined>;
  /** Sent with the form. */
  fields?: Readonly<Record<string, string>> | undefined;
  /** More controls, for example a reason. */
  children?: ReactNode;
};

/** Opens a dialog that repeats the effect before it happens. The typed name is sent as `confirmation`. */
export function ConfirmDialog({
  label,
  variant,
  buttonSize,
  title,
  description,
  ...body
}: ConfirmDialogProps) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button aria-haspopup="dialog" variant={variant} size={buttonSize} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onClose={close} title={title} description={description}>
        <ConfirmForm {...body} onDone={close} />
      </Dialog>
    </>
  );
}

type ConfirmFormProps = Omit<
  ConfirmDialogProps,
  'label' | 'variant' | 'buttonSize' | 'title' | 'description'
> & {
  onDone: () => void;
};

function ConfirmForm(props: ConfirmFormProps) {
  const { losses, undo, confirmName, confirmLabel, danger = true, action, fields, children, onDone } = props;
  const id = useId();
  const [typed, setTyped] = useState('');
  const [outcome, submit, pending] = useActionState(async (_: ConfirmOutcome | undefined, form: FormData) => {
    const result = await action(form);
    if (result?.ok !== false) onDone();
    return result;
  }, undefined);
  const blocked = confirmName !== undefined && typed !== confirmName;
  return (
    <form action={submit} className="grid gap-4">
      {Object.entries(fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {losses && losses.length > 0 ? <Losses losses={losses} /> : null}
      {undo ? <p className="text-muted">{undo}</p> : null}
      {children}
      {confirmName === undefined ? null : (
        <Field id={id} label={<ConfirmLabel name={confirmName} />}>
          {(control) => (
            <Input
              {...control}
              name="confirmation"
              mono
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      )}
      {outcome?.ok === false ? <Alert tone="danger" live title={outcome.message} /> : null}
      <DialogFooter>
        <Button type="submit" variant={danger ? 'danger' : 'primary'} pending={pending} disabled={blocked}>
          {confirmLabel}
        </Button>
        <DialogClose>Cancel</DialogClose>
      </DialogFooter>
    </form>
  );
}

function ConfirmLabel({ name }: { name: string }) {
  return (
    <>
      Type <code className="font-mono">{name}</code> to confirm
    </>
  );
}

function Losses({ losses }: { losses: readonly ReactNode[] }) {
  return (
    <Alert tone="danger" title="This will be lost">
      <ul className="list-disc pl-4">
        {losses.map((loss, index) => (
          <li key={index.toString()}>{loss}</li>
        ))}
      </ul>
    </Alert>
  );
}
