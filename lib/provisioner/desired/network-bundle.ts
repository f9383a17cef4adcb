import type { NetworkProfile } from '#lib/domain/class-choices.ts';

/** Raised whenever the policies of a profile change for the same class and platform settings; a test compares them. */
const bundleVersions: Record<NetworkProfile, number> = { isolated: 2, team: 2, 'open-egress': 2 };

/** The name and version of a profile's policies, as it stands on each of them: `team.v2`. */
export function networkBundle(profile: NetworkProfile): string {
  return `${profile}.v${bundleVersions[profile]}`;
}
