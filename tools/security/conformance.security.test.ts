import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checks } from '#lib/conformance/checks.ts';
import { runEnvironment } from '#lib/conformance/run-environment.ts';
import { connectConformance } from '#lib/conformance/runtime/connect.ts';
import { scoreOf, scoreText } from '#lib/domain/conformance.ts';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { testCluster } from '#tools/test/cluster.ts';
import { addEnvironment, addTeam, type TestEnvironment } from '#tools/test/environment.ts';
import { recordFigure } from '#tools/test/figures.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { until } from '#tools/test/until.ts';
import { breaks } from './break-environment.ts';

let stage: ProvisionerStage;
let port: Awaited<ReturnType<typeof connectConformance>>;
const made = new Map<string, TestEnvironment>();
const specOf = (slug: string) =>
  shippedClasses.find((each) => each.slug === slug)?.spec ?? expect.fail(`There is no class ${slug}.`);
const environmentOf = (name: string) => made.get(name) ?? expect.fail(`There is no environment ${name}.`);

beforeAll(async () => {
  stage = await setStage();
  port = await connectConformance(testCluster().conformanceKubeconfig);
  const provisioner = await stage.start();
  const wanted = [
    ...shippedClasses.map(({ slug }) => [slug, slug] as const),
    ...Object.entries(breaks).map(([name, { of }]) => [name, of] as const),
  ];
  for (const [name, slug] of wanted)
    made.set(name, await addEnvironment(stage.database, await addTeam(stage.database, specOf(slug))));
  for (const { id } of made.values()) await stage.untilCondition(id, 'Ready', 'True');
  await provisioner.stop();
});
afterAll(async () => {
  await port.close();
  await stage.close();
});

async function run(namespace: string, spec: ClassSpec) {
  const outcome = await runEnvironment(namespace, spec, port);
  if ('problem' in outcome) throw new Error(outcome.problem);
  return outcome.results;
}

/** The checks that a class allows on purpose, written out by hand: whoever loosens a class has to say so twice. */
const byDesign: Record<string, string[]> = {
  dev: ['run-as-non-root', 'privilege-escalation', 'image-pull-policy'],
  qa: ['image-pull-policy'],
  staging: ['image-pull-policy'],
  prod: [],
  preview: ['image-pull-policy'],
};

test('there are 23 checks, each with a name of its own', () => {
  expect(new Set(checks.map(({ id }) => id)).size).toBe(23);
});

describe('a class that is shipped', () => {
  test.each(shippedClasses.map(({ slug, spec }) => [slug, spec] as const))(
    '%s passes',
    async (slug, spec) => {
      const results = await run(environmentOf(slug).namespace, spec);
      recordFigure(`conformance ${slug}`, scoreText(scoreOf(results)));
      expect(results.filter(({ outcome }) => outcome === 'fail' || outcome === 'error')).toEqual([]);
      const designed = results.filter(({ outcome }) => outcome === 'by-design').map(({ id }) => id);
      expect(designed).toEqual(byDesign[slug]);
    },
  );
});

async function failing(namespace: string, spec: ClassSpec): Promise<string[]> {
  const results = await run(namespace, spec);
  return results.filter(({ outcome }) => outcome === 'fail' || outcome === 'error').map(({ id }) => id);
}

describe('a broken environment fails exactly the checks that should notice', () => {
  test.each(Object.entries(breaks))('%s', async (name, { of, fails, take }) => {
    const { namespace, teamSlug } = environmentOf(name);
    const spec = specOf(of);
    const owner = `oidc:${teamSlug}-owner`;
    const expected = [...fails].sort();
    const undo = await take({ namespace, owner, transport: stage.transport });
    let found: string[] = [];
    const noticed = async () => {
      found = (await failing(namespace, spec)).sort();
      return String(found) === String(expected);
    };
    // Admission and the quota controller take up a change within seconds.
    const waited = until(noticed, { deadlineMs: 30_000, everyMs: 250, what: `${name} to be noticed` });
    await waited.catch(() => expect(found).toEqual(expected)).finally(undo);
  });

  test('together the breaks make every check fail', () => {
    const broken = new Set(Object.values(breaks).flatMap(({ fails }) => fails));
    expect([...broken].sort()).toEqual(checks.map(({ id }) => id).sort());
    recordFigure('conformance checks seen to fail', `${broken.size}/${checks.length}`);
  });
});
