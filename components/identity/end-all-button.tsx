import { ConfirmDialog, type ConfirmOutcome } from '#components/ui/confirm-dialog.tsx';

type EndAllButtonProps = {
  label: string;
  userId?: string | undefined;
  action: (form: FormData) => Promise<ConfirmOutcome>;
};

/** Ends many sessions at once, after a question. */
export function EndAllButton({ label, userId, action }: EndAllButtonProps) {
  return (
    <ConfirmDialog
      label={label}
      buttonSize="sm"
      title={`${label}?`}
      losses={['Each is refused at its next request; what was typed there and not sent is lost']}
      undo="Signing in again opens a new one."
      confirmLabel={label}
      fields={userId === undefined ? {} : { userId }}
      action={action}
    />
  );
}
