import { conformanceFenceName } from '#lib/provisioner/policies/conformance-fence.ts';
import { creation } from './attempts.ts';
import type { Answer, DryRun } from './check.ts';

/** How the fence is tried. */
export interface FencePort {
  dryRun: (namespace: string, attempt: DryRun) => Promise<Answer>;
  /** Sends a write that is not a dry run; only to be refused. */
  write: (namespace: string, attempt: DryRun) => Promise<Answer>;
}

const unmanaged = 'bailiwick-system';

/**
 * Why no run may begin; null if the fence holds. Two things are tried that must be refused and that do nothing even
 * where there is no fence: a dry run outside of all environments, and making a ServiceAccount that is there already.
 */
export async function fenceProblem(namespace: string, port: FencePort): Promise<string | null> {
  const inside = creation('v1', 'configmaps', { data: {} });
  const existing: DryRun = {
    method: 'POST',
    apiVersion: 'v1',
    resource: 'serviceaccounts',
    body: { metadata: { name: 'default' }, automountServiceAccountToken: false },
  };
  const [outside, real] = await Promise.all([
    port.dryRun(unmanaged, inside),
    port
      .write(namespace, existing)
      .catch((error: Error) => ({ admitted: false as const, message: error.message })),
  ]);
  if (isFenced(outside) && isFenced(real)) return null;
  return `The admission policy bailiwick-${conformanceFenceName} does not confine the conformance checks. Install it with npm run cluster:install.`;
}

function isFenced(answer: Answer): boolean {
  return !answer.admitted && answer.message.includes(`bailiwick/${conformanceFenceName}: `);
}
