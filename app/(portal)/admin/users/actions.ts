'use server';

import { setSiteRoleAction, setUserDisabledAction } from '#lib/actions/user.ts';
import type { Result } from '#lib/domain/error.ts';

const outcome = (result: Result<unknown>) =>
  result.ok ? ({ ok: true } as const) : ({ ok: false, message: result.message } as const);

export async function setRole(form: FormData) {
  const role = form.get('siteRole');
  return outcome(
    await setSiteRoleAction({ userId: form.get('userId'), siteRole: role === '' ? null : role }),
  );
}

export async function setDisabled(form: FormData) {
  const disabled = form.get('disabled') === 'yes';
  return outcome(await setUserDisabledAction({ userId: form.get('userId'), disabled }));
}
