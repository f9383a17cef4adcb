'use server';

import { retryEnvironmentAction, retryStuckAction } from '#lib/actions/provisioner.ts';
import type { Result } from '#lib/domain/error.ts';

const outcome = (result: Result<unknown>) =>
  result.ok ? ({ ok: true } as const) : ({ ok: false, message: result.message } as const);

export async function retry(team: string, environment: string) {
  return outcome(await retryEnvironmentAction({ team, environment }));
}

export async function retryAll() {
  return outcome(await retryStuckAction({}));
}
