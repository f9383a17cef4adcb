import type { NetworkProfile } from '#lib/domain/environment-class.ts';

export type NetworkPeer = {
  peer: string;
  /** Whether pods here may open connections to it, and it to pods here. */
  reaches: boolean;
  reachedFrom: boolean;
};

/** Who can talk to whom under a network profile; the rows are the same for each profile, so that they compare. */
export function networkMatrix(profile: NetworkProfile): NetworkPeer[] {
  const team = profile === 'team';
  const internet = profile === 'open-egress';
  return [
    { peer: 'Pods in this namespace', reaches: true, reachedFrom: true },
    { peer: 'The team’s other environments of the same stage', reaches: team, reachedFrom: team },
    { peer: 'The team’s environments of other stages', reaches: false, reachedFrom: false },
    { peer: 'Other teams', reaches: false, reachedFrom: false },
    { peer: 'Cluster DNS', reaches: true, reachedFrom: false },
    { peer: 'The ingress controller', reaches: false, reachedFrom: true },
    { peer: 'The internet', reaches: internet, reachedFrom: false },
    { peer: 'Cloud metadata addresses', reaches: false, reachedFrom: false },
  ];
}
