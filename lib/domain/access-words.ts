import type { TeamRole, TenantClusterRole } from './role.ts';

interface Switches {
  exec: boolean;
  secrets: boolean;
}

/** One sentence: what a person may do in an environment whose class has these guardrails, and why. */
export function accessSentence(
  name: string,
  teamRole: TeamRole,
  clusterRole: TenantClusterRole | null,
  guardrails: Switches,
): string {
  const why = `as ${teamRole} of the team.`;
  if (clusterRole === null) return `${name} has no access to this environment, ${why}`;
  const abilities = abilitiesOf(clusterRole, guardrails);
  const last = abilities.at(-1) ?? '';
  const text = abilities.length === 1 ? last : `${abilities.slice(0, -1).join(', ')} and ${last}`;
  return `${name} can ${text}, ${why}`;
}

function abilitiesOf(role: TenantClusterRole, { exec, secrets }: Switches): string[] {
  const look = 'look at workloads, logs and events';
  if (role === 'bailiwick-viewer') return [look];
  return [
    look,
    'deploy',
    ...(secrets ? ['read and write secrets'] : []),
    ...(exec && role !== 'bailiwick-deployer' ? ['enter running pods', 'forward ports'] : []),
    ...(role === 'bailiwick-admin'
      ? ['manage service accounts', 'roles', 'role bindings', 'extra network policies']
      : []),
  ];
}

/** What holds for everybody with access, whatever his role: the limits of the class and of Kubernetes itself. */
export function accessNotes({ exec, secrets }: Switches): string[] {
  return [
    'Nobody here can change the namespace, its quota, its limits or the network policies that Bailiwick keeps.',
    exec
      ? 'Viewers and deployers can’t enter running pods; everybody else who deploys can.'
      : 'The class lets nobody enter running pods or forward ports. Whoever deploys can still start a new pod with a command of his own.',
    secrets
      ? 'Viewers can’t read secrets; everybody who deploys can.'
      : 'The class lets nobody read or write secrets through the API. Whoever deploys can still start a pod that mounts one.',
    'Whoever deploys can start a pod as any service account of the namespace: what one of them may do, all who deploy may do.',
    'An admin of the namespace can hand on what he holds himself and nothing else; bindings to other cluster roles are removed.',
  ];
}
