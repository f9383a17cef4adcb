import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultPackOptions } from '#lib/provisioner/policies/policy.ts';
import { listPolicies } from '#lib/provisioner/policies/registry.ts';
import { recordFigure } from '#tools/test/figures.ts';
import { patch } from './act-as.ts';
import { policyTable } from './policy-rows/table.ts';
import { judgeRow, type PolicyStage, setPolicyStage } from './policy-stage.ts';
import { mallory } from './policy-world.ts';

let stage: PolicyStage;
let asked = 0;

beforeAll(async () => {
  stage = await setPolicyStage();
});
afterAll(async () => {
  recordFigure('admission rows asked', asked);
  await stage?.close();
});

test.each(listPolicies(defaultPackOptions).map(({ name }) => name))(
  '%s answers every row of the table as it says',
  async (policy) => {
    const rows = policyTable(stage.world).filter((row) => row.policy === policy);
    const verdicts = await Promise.all(rows.map((row) => judgeRow(stage.cluster, row)));
    asked += rows.length;
    expect(verdicts.filter((verdict) => verdict !== null)).toEqual([]);
    expect(rows.length).toBeGreaterThan(4);
  },
);

test('a class that warns says so to whoever applies, and one that audits keeps silent', async () => {
  const { warned, audited } = stage.world;
  const evil = policyTable(stage.world).filter(({ title }) => title.startsWith('in a class that'));
  const answers = await Promise.all(evil.map(({ who, act }) => stage.cluster.try(who, act)));
  const warnings = evil.map(
    ({ policy, act }, index) => [policy, act.path, answers[index]?.warnings ?? ''] as const,
  );
  const loud = warnings.filter(([, path]) => path.includes(warned));
  expect(loud).toHaveLength(3);
  for (const [policy, , warning] of loud) expect(warning).toContain(`bailiwick/${policy}: `);
  const silent = warnings.filter(([, path]) => path.includes(audited));
  expect(silent).toHaveLength(3);
  for (const [, , warning] of silent) expect(warning).toBe('');
});

test('a namespace whose rules or mode were lost is held to the strictest', async () => {
  const { foreign } = stage.world;
  const nothing = {
    metadata: {
      labels: { 'bailiwick.dev/guardrails': null },
      annotations: { 'bailiwick.dev/allowed-registries': null },
    },
  };
  const { method, path, body } = patch(`/api/v1/namespaces/${foreign}`, nothing);
  await stage.admin.call({ method, path, body, contentType: 'application/merge-patch+json' });
  const rows = policyTable({ ...stage.world, home: foreign }).filter(
    ({ title }) => title === 'the image nginx',
  );
  expect(rows).toHaveLength(1);
  // Policies see a namespace as the API server's own watch has told of it, which may be a moment late.
  const refusal = 'bailiwick/workload: image "docker.io/library/nginx" is not from an allowed registry ()';
  for (const row of rows)
    await expect
      .poll(async () => (await stage.cluster.try(mallory, row.act)).message, { timeout: 30_000 })
      .toContain(refusal);
});
