import type { ClassSpec } from '#lib/domain/environment-class.ts';

/** A team and the class that is its own. */
interface Asker {
  teamSlug: string;
  spec: ClassSpec;
}

/** What the team's class gives by itself. */
export function defaultAmounts({ spec }: Asker): Record<string, string> {
  return Object.fromEntries(Object.entries(spec.quota).map(([key, bounds]) => [key, bounds.default]));
}

/** The question what a change of the team's environment `here` would do. */
export function changeOf(
  { teamSlug }: Asker,
  type: 'resize-environment' | 'upgrade-environment' | 'delete-environment',
  payload: object,
) {
  return { type, team: teamSlug, environment: 'here', payload: { ...payload } };
}

/** The question what a new environment of the team's class would be. */
export function creationOf(team: Asker, slug: string, classVersion: number) {
  const of = { slug, classSlug: `c${team.teamSlug}`, classVersion, quota: defaultAmounts(team) };
  const payload = { ...of, lifetimeDays: team.spec.lifetimeDays };
  return { type: 'create-environment' as const, team: team.teamSlug, environment: null, payload };
}

/** Makes a pod with one container that takes that much and may take no more. */
export async function runPod(
  call: (call: { method: 'POST'; path: string; body: object }) => Promise<unknown>,
  namespace: string,
  name: string,
  cpu: string,
): Promise<void> {
  const resources = { requests: { cpu, memory: '16Mi' }, limits: { cpu, memory: '16Mi' } };
  const containers = [{ name: 'app', image: 'docker.io/library/busybox:1', resources }];
  const path = `/api/v1/namespaces/${namespace}/pods`;
  const spec = { automountServiceAccountToken: false, containers };
  await call({ method: 'POST', path, body: { metadata: { name }, spec } });
}
