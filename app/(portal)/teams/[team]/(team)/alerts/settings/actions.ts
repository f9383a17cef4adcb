'use server';

import type { TestOutcome } from '#components/alerts/send-test-button.tsx';
import { readSettings } from '#components/alerts/settings-form-values.ts';
import { type FormState, refused, textValues } from '#components/requests/form-state.ts';
import type { ConfirmOutcome } from '#components/ui/confirm-dialog.tsx';
import {
  addWebhookAction,
  changeAlertSettingsAction,
  removeWebhookAction,
  sendTestAction,
} from '#lib/actions/alert.ts';
import type { FieldErrors } from '#lib/domain/error.ts';

export async function changeSettings(team: string, previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const baseVersion = Number(values.version);
  const result = await changeAlertSettingsAction({ team, baseVersion, ...readSettings(values) });
  if (!result.ok) return refused(previous, form, { ...result, fieldErrors: byField(result.fieldErrors) });
  const message = 'The settings are saved.';
  return {
    message,
    fieldErrors: {},
    values: { ...values, version: String(result.data.version) },
    attempt: 0,
  };
}

// One field holds all addresses; the service names which of them is wrong.
function byField(errors: FieldErrors): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([name, message]) => [name.replace(/^addresses\..*$/, 'addresses'), message]),
  );
}

export async function addWebhook(team: string, previous: FormState, form: FormData): Promise<FormState> {
  const result = await addWebhookAction({ team, url: textValues(form).url ?? '' });
  if (!result.ok) return refused(previous, form, result);
  const { url, secret } = result.data;
  return { message: `Added ${url}`, fieldErrors: {}, values: { secret }, attempt: 0 };
}

export async function removeWebhook(team: string, form: FormData): Promise<ConfirmOutcome> {
  const result = await removeWebhookAction({ team, webhookId: form.get('webhookId') });
  return result.ok ? { ok: true } : { ok: false, message: result.message };
}

export async function sendTest(team: string, webhookId: string | null, _: TestOutcome): Promise<TestOutcome> {
  const result = await sendTestAction({ team, webhookId });
  return result.ok
    ? { ok: true, message: `A test to ${result.data.receiver} is on its way; see below.` }
    : { ok: false, message: result.message };
}
