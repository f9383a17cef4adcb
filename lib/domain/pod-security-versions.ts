// Pod Security has been stable since 1.25; the newest is what an installation without a seen cluster is offered.
const oldest = 25;
const newestKnown = 36;

/**
 * The versions of Pod Security that a class may be pinned to, newest first: up to the cluster's own, since a later one
 * would mean whatever the cluster happens to have.
 */
export function podSecurityVersions(clusterVersion: string | null): string[] {
  const minor = Number(/^v1\.(\d+)/.exec(clusterVersion ?? '')?.[1] ?? newestKnown);
  return Array.from(
    { length: Math.max(minor - oldest + 1, 1) },
    (_, index) => `v1.${oldest + index}`,
  ).reverse();
}
