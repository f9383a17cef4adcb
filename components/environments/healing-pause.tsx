import { Alert } from '#components/ui/alert.tsx';
import { ConfirmDialog, type ConfirmOutcome } from '#components/ui/confirm-dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input, Textarea } from '#components/ui/input.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { HealingPauseView } from '#lib/domain/environment-views.ts';

type Act = (form: FormData) => Promise<ConfirmOutcome>;

/** Says that hand-made changes stay for now, until when, who wanted it and why; with the way to end it for who may. */
export function HealingPauseNote({
  namespace,
  pause,
  resume,
}: {
  namespace: string;
  pause: HealingPauseView;
  resume?: Act | undefined;
}) {
  return (
    <Alert
      tone="warning"
      title={
        <>
          Healing of {namespace} is paused; it goes on <TimeAgo at={pause.until} />
        </>
      }
      actions={
        resume ? (
          <ConfirmDialog
            label="End the pause"
            buttonSize="sm"
            title={`End the pause of ${namespace}?`}
            description="Everything that was changed by hand meanwhile is put back at once."
            confirmLabel="End the pause"
            danger={false}
            action={resume}
          />
        ) : undefined
      }
    >
      Changes made by hand stay as they are until then; access and approved changes are applied as ever.
      Paused by {pause.by} <TimeAgo at={pause.since} />: {pause.reason}
    </Alert>
  );
}

/** Asks for how long and why hand-made changes are left as they are. */
export function PauseHealingButton({ namespace, pause }: { namespace: string; pause: Act }) {
  return (
    <ConfirmDialog
      label="Pause healing"
      buttonSize="sm"
      title={`Pause healing of ${namespace}`}
      description="Managed objects that are edited or deleted by hand then stay so, and show as open drift. Access that nobody approved is still removed, and approved changes are applied."
      confirmLabel="Pause healing"
      danger={false}
      action={pause}
    >
      <Field id="pause-reason" label="Reason" hint="Everybody who sees the environment reads it" required>
        {(control) => <Textarea {...control} name="reason" maxLength={500} />}
      </Field>
      <Field id="pause-hours" label="Hours" hint="From 1 to 24; then healing goes on by itself" required>
        {(control) => <Input {...control} name="hours" type="number" min={1} max={24} defaultValue={1} />}
      </Field>
    </ConfirmDialog>
  );
}
