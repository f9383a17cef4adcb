import type { EnvironmentSpec, Manifest } from './environment-spec.ts';
import { managedKinds } from './managed-kinds.ts';

/** The desired state of one environment: a function of its spec alone, in the order of the registry. */
export function renderEnvironment(spec: EnvironmentSpec): Manifest[] {
  return managedKinds.flatMap((kind) => kind.render(spec));
}
