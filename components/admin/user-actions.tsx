import { Checkbox } from '#components/ui/checkbox.tsx';
import { ConfirmDialog, type ConfirmOutcome } from '#components/ui/confirm-dialog.tsx';
import type { UserView } from '#lib/domain/views.ts';

type UserActionsProps = {
  user: UserView;
  setRole: (form: FormData) => Promise<ConfirmOutcome>;
  setDisabled: (form: FormData) => Promise<ConfirmOutcome>;
};

const roles = [
  { value: '', label: 'None', hint: 'Sees the own teams only' },
  { value: 'auditor', label: 'Auditor', hint: 'Sees everything, changes nothing' },
  { value: 'admin', label: 'Admin', hint: 'Decides requests, manages teams, classes and people' },
];

/** Site role and access of one person, each behind a dialog that says what it does. */
export function UserActions({ user, setRole, setDisabled }: UserActionsProps) {
  return (
    <span className="inline-flex flex-wrap justify-end gap-2">
      <ConfirmDialog
        label={
          <>
            Role<span className="sr-only"> of {user.name}</span>
          </>
        }
        buttonSize="sm"
        title={`Site role of ${user.name}`}
        description={
          user.siteRoleByGroup
            ? 'The role that is given by hand. What a group gives stays beside it, and the stronger one holds.'
            : undefined
        }
        confirmLabel="Set role"
        danger={false}
        action={setRole}
        fields={{ userId: user.id }}
      >
        <fieldset className="grid gap-2">
          <legend className="sr-only">Site role</legend>
          {roles.map(({ value, label, hint }) => (
            <Checkbox
              key={value}
              kind="radio"
              name="siteRole"
              value={value}
              label={label}
              hint={hint}
              defaultChecked={(user.siteRoleByHand ?? '') === value}
            />
          ))}
        </fieldset>
      </ConfirmDialog>
      <ConfirmDialog
        label={
          <>
            {user.disabled ? 'Enable' : 'Disable'}
            <span className="sr-only"> {user.name}</span>
          </>
        }
        buttonSize="sm"
        title={`${user.disabled ? 'Enable' : 'Disable'} ${user.name}?`}
        description={
          user.disabled
            ? 'The person can sign in again and has the access of the teams as before.'
            : 'All sessions end at once, and the access to every namespace is taken away.'
        }
        undo={user.disabled ? undefined : 'Enable the person again to bring it all back.'}
        confirmLabel={`${user.disabled ? 'Enable' : 'Disable'} ${user.name}`}
        danger={!user.disabled}
        action={setDisabled}
        fields={{ userId: user.id, disabled: user.disabled ? 'no' : 'yes' }}
      />
    </span>
  );
}
