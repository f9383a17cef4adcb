'use server';

import { endWaiverAction, requestRunAction, waiveCheckAction } from '#lib/actions/conformance.ts';
import type { Result } from '#lib/domain/error.ts';

// A field's own message says more than the sentence above the form.
const outcome = (result: Result<unknown>) =>
  result.ok
    ? ({ ok: true } as const)
    : ({ ok: false, message: Object.values(result.fieldErrors)[0] ?? result.message } as const);

export async function runChecks(team: string, environment: string) {
  return outcome(await requestRunAction({ team, environment }));
}

export async function waive(team: string, environment: string, form: FormData) {
  const [check, reason, days] = ['check', 'reason', 'days'].map((name) => form.get(name));
  return outcome(await waiveCheckAction({ team, environment, check, reason, days }));
}

export async function endWaiver(team: string, environment: string, form: FormData) {
  return outcome(await endWaiverAction({ team, environment, check: form.get('check') }));
}
