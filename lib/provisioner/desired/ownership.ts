import type { EnvironmentSpec } from './environment-spec.ts';

/** The one field manager of all our writes. Changing it would orphan every field we own in live clusters. */
export const fieldManager = 'bailiwick-provisioner';

export const managedByLabel = 'app.kubernetes.io/managed-by';
export const managedByValue = 'bailiwick';
export const teamLabel = 'bailiwick.dev/team';
export const environmentLabel = 'bailiwick.dev/environment';
export const classLabel = 'bailiwick.dev/class';
export const environmentIdAnnotation = 'bailiwick.dev/environment-id';
export const networkBundleAnnotation = 'bailiwick.dev/network-bundle';
/** Which decision of the budget's ledger a quota carries out; see docs/decisions/0140. */
export const quotaRevisionAnnotation = 'bailiwick.dev/quota-revision';
export const stageLabel = 'bailiwick.dev/stage';

/** Labels that say whose an object is; each managed object carries them. */
export function ownerLabels(spec: EnvironmentSpec): Record<string, string> {
  return {
    [managedByLabel]: managedByValue,
    [teamLabel]: spec.team.slug,
    [environmentLabel]: spec.slug,
    [classLabel]: spec.className,
  };
}
