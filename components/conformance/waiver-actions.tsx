import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input, Textarea } from '#components/ui/input.tsx';
import type { CheckView } from '#lib/domain/conformance-views.ts';
import type { Waiving } from './check-list.tsx';

type WaiverActionsProps = { check: CheckView; waiving: Waiving };

/** Waives a check that does not pass, or ends its waiver, each behind a dialog that says what it does. */
export function WaiverActions({ check, waiving }: WaiverActionsProps) {
  const { id, title, outcome, waiver } = check;
  const name = <span className="sr-only"> {title}</span>;
  if (waiver)
    return (
      <ConfirmDialog
        label={<>End waiver{name}</>}
        buttonSize="sm"
        title={`End the waiver of “${title}”?`}
        description="The check counts again as what it found."
        confirmLabel="End waiver"
        danger={false}
        action={waiving.end}
        fields={{ check: id }}
      />
    );
  if (outcome === 'pass' || outcome === 'by-design') return null;
  return (
    <ConfirmDialog
      label={<>Waive{name}</>}
      buttonSize="sm"
      title={`Waive “${title}”`}
      description="The check still shows what it finds. It counts as waived, not as passed, until the waiver ends."
      confirmLabel="Waive"
      danger={false}
      action={waiving.waive}
      fields={{ check: id }}
    >
      <Field id={`waive-${id}-reason`} label="Reason" hint="Why this may be so for now" required>
        {(control) => <Textarea {...control} name="reason" maxLength={500} />}
      </Field>
      <Field id={`waive-${id}-days`} label="Days" hint="From 1 to 365; then it counts again" required>
        {(control) => <Input {...control} name="days" type="number" min={1} max={365} defaultValue={30} />}
      </Field>
    </ConfirmDialog>
  );
}
