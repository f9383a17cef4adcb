import type { Instrumentation } from 'next';

/** Called once when the web server starts: the front door opens, a new installation gets the shipped classes, and the provider is asked again. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { openFrontDoor } = await import('#lib/auth/front-door.ts');
  openFrontDoor(process.env);
  const { measureRequests } = await import('#lib/services/metrics/measure-requests.ts');
  measureRequests(process.env);
  const { traceWeb } = await import('#lib/actions/trace-web.ts');
  await traceWeb(process.env);
  const { prepareInstallation } = await import('#lib/actions/prepare-installation.ts');
  await prepareInstallation();
  const { watchIdentities } = await import('#lib/actions/watch-identities.ts');
  void watchIdentities(process.env);
}

/** Called for what no action or page caught: the log gets the id of the answer and the one the error page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { logUnexpected } = await import('#lib/actions/log.ts');
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  logUnexpected(error, String(request.headers['x-request-id'] ?? ''), digest);
};
