'use server';

import { type FormState, refused, saved } from '#components/requests/form-state.ts';
import type { ConfirmOutcome } from '#components/ui/confirm-dialog.tsx';
import { addMappingAction, removeMappingAction } from '#lib/actions/identity.ts';

export async function addMapping(previous: FormState, form: FormData): Promise<FormState> {
  const team = form.get('team');
  const result = await addMappingAction({
    group: form.get('group'),
    team: team === '' ? null : team,
    role: form.get('role'),
  });
  if (!result.ok) return refused(previous, form, result);
  return saved(form, `The mapping holds. ${result.data.people} known to be in the group.`);
}

export async function removeMapping(form: FormData): Promise<ConfirmOutcome> {
  const result = await removeMappingAction({ mappingId: form.get('mappingId') });
  return result.ok ? { ok: true } : { ok: false, message: result.message };
}
