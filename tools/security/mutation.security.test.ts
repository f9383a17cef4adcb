import { afterAll, beforeAll, expect, test } from 'vitest';
import { createResources, type Resources, type ResourceType } from '#lib/k8s/resources.ts';
import { defaultPackOptions, type Policy } from '#lib/provisioner/policies/policy.ts';
import { listPolicies } from '#lib/provisioner/policies/registry.ts';
import { type PackObject, renderPolicy } from '#lib/provisioner/policies/render-policy.ts';
import { installCluster } from '#tools/cluster-install/install.ts';
import { testCluster } from '#tools/test/cluster.ts';
import { recordFigure } from '#tools/test/figures.ts';
import { until } from '#tools/test/until.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import type { PolicyRow } from './policy-rows/row.ts';
import { policyTable } from './policy-rows/table.ts';
import { hasFlipped, judgeRow, type PolicyStage, setPolicyStage } from './policy-stage.ts';

const type: ResourceType = {
  kind: 'ValidatingAdmissionPolicy',
  apiVersion: 'admissionregistration.k8s.io/v1',
  plural: 'validatingadmissionpolicies',
  namespaced: false,
};
const deadlineMs = 30_000;
let stage: PolicyStage;
let policies: Resources<PackObject>;
const count = { mutated: 0, killed: 0 };

beforeAll(async () => {
  stage = await setPolicyStage();
  policies = createResources<PackObject>(stage.admin, 'bailiwick-bootstrap');
});
afterAll(async () => {
  recordFigure('policy expressions mutated and killed', `${count.killed} of ${count.mutated}`);
  // The mutants were written without the pack's stamp, which the next file looks for.
  await installCluster(testCluster(), defaultPackOptions);
  await stage?.close();
});

// A mutant is told from the one before it by its own rows, so there is no need to put the policy back in between.
test.each(listPolicies(defaultPackOptions).map((policy) => [policy.name, policy] as const))(
  '%s: without any one of its rules, conditions and exemptions a row of the table flips',
  async (name, policy) => {
    const rows = policyTable(stage.world).filter((row) => row.policy === name);
    const survivors: string[] = [];
    try {
      for (const mutant of mutantsOf(policy)) {
        count.mutated += 1;
        await write(mutant.policy);
        if (await isKilled(mutant, rows)) count.killed += 1;
        else survivors.push(mutant.decides ?? 'the whole policy');
      }
    } finally {
      await restore(policy, rows);
    }
    expect(survivors).toEqual([]);
  },
  600_000,
);

async function write(policy: Policy): Promise<void> {
  const [object] = renderPolicy(policy);
  if (object) await policies.apply(type, object);
}

// Without all of its rules nothing may be refused any more; without one of them, one row is enough.
async function isKilled({ decides }: Mutant, rows: readonly PolicyRow[]): Promise<boolean> {
  const concerned = rows.filter((row) => (decides === null ? row.refused !== null : row.decides === decides));
  if (concerned.length === 0) return false;
  const flipped = async () => {
    const answers = await Promise.all(concerned.map((row) => hasFlipped(stage.cluster, row)));
    return decides === null ? answers.every(Boolean) : answers.some(Boolean);
  };
  return until(flipped, { deadlineMs, everyMs: 50, what: `a row of ${decides}` }).catch(() => false);
}

async function restore(policy: Policy, rows: readonly PolicyRow[]): Promise<void> {
  await write(policy);
  const isBack = async () => {
    const verdicts = await Promise.all(rows.map((row) => judgeRow(stage.cluster, row)));
    const wrong = verdicts.filter((verdict) => verdict !== null);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return true;
  };
  await until(isBack, { deadlineMs, what: `${policy.name} to hold again` });
}
