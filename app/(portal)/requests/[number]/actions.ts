'use server';

import { type FormState, refused } from '#components/requests/form-state.ts';
import { commentRequestAction, withdrawRequestAction } from '#lib/actions/request.ts';

export async function addComment(number: number, previous: FormState, form: FormData): Promise<FormState> {
  const result = await commentRequestAction({ number, body: form.get('body') });
  return result.ok ? null : refused(previous, form, result);
}

export async function withdraw(number: number, version: number) {
  const result = await withdrawRequestAction({ number, version });
  return result.ok ? ({ ok: true } as const) : ({ ok: false, message: result.message } as const);
}
