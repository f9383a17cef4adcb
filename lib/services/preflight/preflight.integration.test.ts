import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/auth/permissions.ts';
import { findActor } from '#lib/data/actors/find-actor.ts';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import type { PreflightAnswer } from '#lib/domain/preflight/answer.ts';
import { summaryOfPreflight } from '#lib/domain/preflight/summary.ts';
import type { PreflightView } from '#lib/domain/preflight/views.ts';
import { addEnvironment, addTeam, type TestEnvironment, type TestTeam } from '#tools/test/environment.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { until } from '#tools/test/until.ts';
import { previewRequest } from '../request/preview-request.ts';
import { createWorld, refusal, type World } from '../request/world.test-fixture.ts';
import { askPreflight } from './ask-preflight.ts';
import { changeOf, creationOf, defaultAmounts, runPod } from './questions.test-fixture.ts';
import { readPreflight } from './read-preflight.ts';

let stage: ProvisionerStage;
let world: World;
let team: TestTeam;
let here: TestEnvironment;
let owner: Actor;
let provisioner: Awaited<ReturnType<ProvisionerStage['start']>>;

const patience = 40_000;

beforeAll(async () => {
  stage = await setStage();
  world = await createWorld({ webUrl: stage.webUrl, drop: async () => undefined });
  const quota = {
    'requests.cpu': { default: '2', min: '100m', max: '4' },
    'requests.memory': { default: '4Gi', min: '1Gi', max: '8Gi' },
    pods: { default: '20', min: '1', max: '50' },
  };
  const podSecurity = { level: 'baseline', version: 'v1.36' } as const;
  team = await addTeam(stage.database, { quota, podSecurity, networkProfile: 'team' });
  const there = await addEnvironment(stage.database, team, 'there');
  here = await addEnvironment(stage.database, team, 'here');
  const found = await findActor(team.ownerId);
  owner = { ...(found ?? expect.fail('There is no owner.')), requestId: 'test' };
  provisioner = await stage.start();
  for (const { id } of [here, there]) await stage.untilCondition(id, 'Ready', 'True');
});
afterAll(async () => {
  await world.end();
  await stage.close();
});

const generation = async () =>
  (await stage.database.environment.findUniqueOrThrow({ where: { id: here.id } })).generation;
const amounts = () => defaultAmounts(team);
const about = (type: Parameters<typeof changeOf>[1], payload: object) => changeOf(team, type, payload);
let newest = 1;
const creation = (slug: string) => creationOf(team, slug, newest);

async function ended(id: string): Promise<PreflightView> {
  return until(
    async () => {
      const view = await readPreflight(owner, { id });
      return view.state === 'waiting' ? null : view;
    },
    { deadlineMs: patience, what: 'an answer' },
  );
}

async function answerTo(asked: Parameters<typeof askPreflight>[1]): Promise<PreflightAnswer> {
  const { id } = await askPreflight(owner, asked);
  const view = await ended(id ?? expect.fail('Nothing was asked.'));
  return view.state === 'answered' ? view.answer : expect.fail(`It was ${view.state}.`);
}

/** A version of the class that differs, as the newest. */
async function addVersion(changes: Partial<ClassSpec>): Promise<number> {
  const { classId } = await stage.database.environmentClassVersion.findUniqueOrThrow({
    where: { id: team.classVersionId },
  });
  newest += 1;
  await stage.database.environmentClassVersion.create({
    data: { classId, version: newest, spec: { ...team.spec, ...changes } },
  });
  return newest;
}

const run = (name: string, cpu: string) => runPod(stage.transport.call, here.namespace, name, cpu);

test('a new environment: the namespace is tried, the rest rendered, and nothing is left behind', async () => {
  const answer = await answerTo(creation('fresh'));
  expect(answer.problem).toBeNull();
  const outcomes = (kind: string) =>
    answer.objects.filter((each) => each.kind === kind).map((each) => each.outcome);
  expect(outcomes('Namespace')).toEqual(['create']);
  expect(outcomes('ResourceQuota')).toEqual(['rendered']);
  expect(summaryOfPreflight(answer).text).toMatch(/^Nothing stands in the way: \d+ objects are made\.$/);
  const path = `/api/v1/namespaces/${team.teamSlug}-fresh`;
  await expect(stage.transport.call({ method: 'GET', path })).rejects.toMatchObject({ failure: 'not-found' });
});

test('a name that somebody else’s namespace has', async () => {
  const name = `${team.teamSlug}-taken`;
  await stage.transport.call({ method: 'POST', path: '/api/v1/namespaces', body: { metadata: { name } } });
  const { objects } = await answerTo(creation('taken'));
  expect(objects.find(({ kind }) => kind === 'Namespace')).toMatchObject({
    outcome: 'refused',
    why: `A namespace ${name} exists that Bailiwick did not create. Choose another name.`,
  });
});

test('a shrink below what runs names the pods, the largest first', async () => {
  await run('large', '400m');
  await run('small', '200m');
  await until(async () => (await stage.status(here.id)).usage.pods?.used === '2', {
    ...{ deadlineMs: patience, what: 'the quota to count both pods' },
  });
  const quota = { ...amounts(), pods: '1', 'requests.cpu': '500m' };
  const answer = await answerTo(about('resize-environment', { quota, generation: await generation() }));
  expect(summaryOfPreflight(answer)).toEqual({ tone: 'warning', text: '2 pods stand in the way.' });
  const cpu = answer.obstacles.find(({ text }) => text.startsWith('CPU requests'));
  expect(cpu).toMatchObject({
    text: 'CPU requests: 0.6 CPU are in use and 0.5 CPU would be left. What runs goes on, but nothing new starts until 0.1 CPU are given back.',
    names: ['pod large (0.4 CPU)', 'pod small (0.2 CPU)'],
  });
  const changed = answer.objects.filter(({ outcome }) => outcome === 'change');
  expect(changed.map(({ kind }) => kind)).toEqual(['ResourceQuota']);
  expect(changed[0]?.fields).toContainEqual({ path: 'spec.hard.pods', before: '"20"', after: '"1"' });
  const path = `/api/v1/namespaces/${here.namespace}/resourcequotas/bailiwick`;
  expect(await stage.transport.call({ method: 'GET', path })).toMatchObject({
    spec: { hard: { pods: '20' } },
  });
});

test('an upgrade names the pods that its level, its lists and its limits would refuse', async () => {
  const classVersion = await addVersion({
    podSecurity: { level: 'restricted', version: 'v1.36' },
    guardrails: { ...team.spec.guardrails, registries: ['registry.test/acme/'] },
    containerMax: { ...team.spec.containerMax, cpu: '300m' },
    containerDefaults: {
      requests: { ...team.spec.containerDefaults.requests, cpu: '50m' },
      limits: { ...team.spec.containerDefaults.limits, cpu: '100m' },
    },
  });
  const answer = await answerTo(
    about('upgrade-environment', { classVersion, generation: await generation() }),
  );
  expect(answer.problem).toBeNull();
  const by = (topic: string) => answer.obstacles.filter((each) => each.topic === topic);
  expect(by('pod-security')).toMatchObject([{ names: ['pod large'], more: 1 }]);
  expect(by('pod-security')[0]?.text).toContain(
    'Pod Security “restricted” does not allow: allowPrivilegeEscalation',
  );
  expect(by('class-rule').map(({ names }) => names)).toEqual([['pod large', 'pod small']]);
  expect(by('container-limits').map(({ names }) => names)).toEqual([['pod large']]);
  expect(answer.objects.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
});

test('an upgrade to another network profile tells what it cuts between the team’s environments', async () => {
  const classVersion = await addVersion({ networkProfile: 'isolated' });
  const asked = about('upgrade-environment', { classVersion, generation: await generation() });
  const { flows } = await previewRequest(owner, asked);
  expect(flows?.lost).toContain('Pods here reach environment there on every port.');
  expect(flows?.gained).toEqual([]);
});

test('what the API server refuses is told in words, and the rest all the same', async () => {
  const classVersion = await addVersion({
    containerDefaults: {
      requests: team.spec.containerDefaults.requests,
      limits: { ...team.spec.containerDefaults.limits, cpu: '64' },
    },
  });
  const answer = await answerTo(
    about('upgrade-environment', { classVersion, generation: await generation() }),
  );
  const refused = answer.objects.filter(({ outcome }) => outcome === 'refused');
  expect(refused.map(({ kind }) => kind)).toEqual(['LimitRange']);
  expect(refused[0]?.why).toMatch(/^The field spec\.limits\[0\]\.default\[cpu\] is not valid: .*64/);
  expect(answer.objects.find(({ kind }) => kind === 'Namespace')?.outcome).toBe('change');
});

test('a deletion names what is lost', async () => {
  const answer = await answerTo(about('delete-environment', { generation: await generation() }));
  expect(answer.obstacles).toMatchObject([{ topic: 'loss', names: ['pod large', 'pod small'] }]);
  expect(new Set(answer.objects.map(({ outcome }) => outcome))).toEqual(new Set(['delete']));
});

test('the same question again is the same pre-flight; of another person it is his own, and of a stranger none', async () => {
  const asked = creation('fresh');
  const [first, second] = [await askPreflight(owner, asked), await askPreflight(owner, asked)];
  expect(second).toEqual(first);
  const id = first.id ?? expect.fail('Nothing was asked.');
  expect(await refusal(readPreflight(await world.actor('ada'), { id }), '')).toMatch(/^NOT_FOUND/);
  expect(await refusal(askPreflight(await world.actor('stranger'), asked), '')).toMatch(/^NOT_FOUND/);
  const without = { ...owner, teams: new Map() };
  expect(await refusal(readPreflight(without, { id }), '')).toMatch(/^NOT_FOUND/);
});

test('what would be refused anyway, or changes nothing in the cluster, is not tried', async () => {
  for (const asked of [
    creation('here'),
    creation('Not a name'),
    about('resize-environment', { quota: amounts(), generation: await generation() }),
    about('delete-environment', { generation: 999 }),
  ])
    expect(await askPreflight(owner, asked)).toEqual({ id: null });
});

test('what a process began that died is answered by another one', async () => {
  const { id } = await askPreflight(owner, creation('orphan'));
  await ended(id ?? '');
  await stage.database.$executeRaw`
    UPDATE preflight SET started_at = now() - interval '1 minute', answered_at = NULL, answer = NULL, asked_at = now()
    WHERE id = ${id}::uuid`;
  expect(await ended(id ?? '')).toMatchObject({ state: 'answered' });
});

test('an environment that has changed meanwhile makes the answer stale', async () => {
  const quota = { ...amounts(), pods: '7' };
  const { id } = await askPreflight(
    owner,
    about('resize-environment', { quota, generation: await generation() }),
  );
  await ended(id ?? '');
  await stage.database.environment.update({ where: { id: here.id }, data: { generation: { increment: 1 } } });
  expect(await readPreflight(owner, { id: id ?? '' })).toEqual({ state: 'stale' });
});

test('without a provisioner the page hears that nobody answers, and old questions are never answered', async () => {
  await provisioner.stop();
  const { id } = await askPreflight(owner, creation('alone'));
  expect(await readPreflight(owner, { id: id ?? '' })).toEqual({ state: 'unanswered' });
  await stage.database.preflight.update({
    where: { id: id ?? '' },
    data: { askedAt: new Date(Date.now() - 60_000) },
  });
  provisioner = await stage.start('two');
  await answerTo(creation('later'));
  expect(await readPreflight(owner, { id: id ?? '' })).toEqual({ state: 'unanswered' });
  await stage.database.preflight.update({
    where: { id: id ?? '' },
    data: { askedAt: new Date(Date.now() - 3_600_000) },
  });
  await until(async () => (await stage.database.preflight.count({ where: { id: id ?? '' } })) === 0, {
    ...{ deadlineMs: patience, what: 'the old question to be dropped' },
  });
});
