const words: Record<string, string> = {
  pods: 'A pod',
  Pod: 'A pod',
  persistentvolumeclaims: 'A volume claim',
  services: 'A service',
  'jobs.batch': 'A job',
  'replicasets.apps': 'A ReplicaSet',
};

/** Whose object of which sort was refused: "A pod of Deployment web was refused". */
export function denialTitle(resource: string | null, owner: { kind: string; name: string }): string {
  const what = (resource === null ? undefined : words[resource]) ?? 'An object';
  return `${what} of ${owner.kind} ${owner.name} was refused`;
}
