'use server';

import type { MemberOutcome } from '#components/teams/member-outcome.ts';
import type { ConfirmOutcome } from '#components/ui/confirm-dialog.tsx';
import { removeMemberAction, setMemberAction } from '#lib/actions/team.ts';

/** Adds a person or changes a role; the service tells them apart. */
export async function setMember(team: string, _: MemberOutcome, form: FormData): Promise<MemberOutcome> {
  const result = await setMemberAction({ team, userId: form.get('userId'), role: form.get('role') });
  return result.ok
    ? { ok: true, message: `${result.data.name} is ${result.data.role} now.` }
    : { ok: false, message: words(result) };
}

export async function removeMember(team: string, form: FormData): Promise<ConfirmOutcome> {
  const result = await removeMemberAction({ team, userId: form.get('userId') });
  return result.ok ? { ok: true } : { ok: false, message: words(result) };
}

type Failure = { message: string; fieldErrors: Record<string, string> };

// There is no field to stand beside here, so the field's message is the message.
function words({ message, fieldErrors }: Failure): string {
  return Object.values(fieldErrors)[0] ?? message;
}
