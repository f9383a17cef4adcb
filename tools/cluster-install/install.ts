import type { PackProblem } from '#lib/domain/policy-pack.ts';
import { provisionerUser } from '#lib/provisioner/policies/identities.ts';
import { judgePack, packObjectName } from '#lib/provisioner/policies/judge-pack.ts';
import type { PackOptions } from '#lib/provisioner/policies/policy.ts';
import { packLabels, renderPack } from '#lib/provisioner/policies/render-pack.ts';
import type { PackObject } from '#lib/provisioner/policies/render-policy.ts';
import { rbacManifests } from '#tools/deploy/manifests.ts';
import { until } from '#tools/test/until.ts';
import { type AdminAccess, runKubectl } from './kubectl.ts';

const apply = ['apply', '--server-side', '--force-conflicts', '--field-manager=bailiwick-bootstrap'];
const kinds = 'validatingadmissionpolicybindings,validatingadmissionpolicies';

/** What an installation did. */
export interface Installed {
  version: string;
  /** Objects that are there now, as many as were applied. */
  applied: number;
  /** `kind/name` of what older packs had left. */
  pruned: string[];
}

/**
 * Installs and keeps everything in deploy/: namespace, roles, admission policies. Resolves when the policies hold.
 * Repeating it changes nothing.
 */
export async function installCluster(access: AdminAccess, options: PackOptions): Promise<Installed> {
  const pack = renderPack(options);
  const policies = Object.values(pack.files).flat();
  const items = [...Object.values(rbacManifests()).flat(), ...policies];
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  await runKubectl(access, [...apply, '-f', '-'], list);
  const [pruned] = await Promise.all([setRight(access, policies), untilTheyHold(access)]);
  return { version: pack.version, applied: items.length, pruned };
}

// Apply leaves what somebody else added to a list, like a condition that switches a policy off: then it is replaced.
async function setRight(access: AdminAccess, policies: readonly PackObject[]): Promise<string[]> {
  const selector = Object.entries(packLabels).map((label) => label.join('='));
  const found = await runKubectl(access, ['get', kinds, '-l', selector.join(','), '-o', 'json']);
  const { problems } = judgePack((JSON.parse(found) as { items: PackObject[] }).items);
  const those = (problem: PackProblem['problem']) =>
    problems.filter((one) => one.problem === problem).map(({ object }) => object);
  const changed = policies.filter((object) => those('changed').includes(packObjectName(object)));
  if (changed.length > 0) {
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: changed });
    await runKubectl(access, ['replace', '-f', '-'], list);
  }
  const old = those('left-over').map((name) => name.replace(' ', '/'));
  if (old.length > 0) await runKubectl(access, ['delete', ...old]);
  return old;
}

// The API server takes up policies all at once, up to some seconds after they were written. What it refuses to the
// provisioner shows that it did: portal-fence is the last one of the pack.
async function untilTheyHold(access: AdminAccess): Promise<void> {
  const probe = ['create', 'namespace', 'bailiwick-probe', '--dry-run=server', `--as=${provisionerUser}`];
  await until(
    async () => {
      const answer = await runKubectl(access, probe).catch((error: Error) => error.message);
      return answer.includes('bailiwick/portal-fence');
    },
    { deadlineMs: 60_000, everyMs: 100, what: 'the admission policies to hold' },
  );
}
