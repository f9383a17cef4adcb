import { afterAll, beforeAll, expect, test } from 'vitest';
import { findInventory } from '#lib/data/capacity/inventory-rows.ts';
import { type Condition, findCondition } from '#lib/domain/condition.ts';
import { managedKind } from '#lib/provisioner/desired/managed-kinds.ts';
import type { ChangedTeam } from '#tools/budget/random-changes.ts';
import { addTightTeam } from '#tools/budget/team.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { until } from '#tools/test/until.ts';
import { submitRequest } from '../request/submit-request.ts';
import { setBudget } from '../team/set-budget.ts';
import { listMoves } from './list-moves.ts';
import { moveQuota } from './move-quota.ts';

const patience = 60_000;
let stage: ProvisionerStage;
let team: ChangedTeam;
beforeAll(async () => {
  stage = await setStage();
  team = await addTightTeam(stage.database, stage.webUrl);
  await stage.start('mover');
  for (const [slug, cpu] of [
    ['dev', '4'],
    ['prod', '2'],
  ]) {
    const quota = { 'requests.cpu': cpu, 'requests.memory': '4Gi', pods: '10' };
    const payload = { slug, classSlug: team.classSlug, classVersion: 1, quota, lifetimeDays: null };
    const about = { type: 'create-environment', team: team.slug, environment: null } as const;
    await submitRequest(team.owner, { ...about, payload, reason: 'A test.' });
  }
  await untilReady();
});
afterAll(() => stage.close());

const environments = () =>
  stage.database.environment.findMany({
    where: { teamId: team.id },
    include: { status: true },
    orderBy: { slug: 'asc' },
  });

async function untilReady(): Promise<void> {
  const isReady = async () =>
    (await environments()).every(({ generation, status }) => {
      const ready = findCondition((status?.conditions ?? []) as unknown as Condition[], 'Ready');
      return ready?.status === 'True' && ready.observedGeneration === generation;
    });
  await until(isReady, { deadlineMs: patience, what: 'both environments to be ready' });
}

async function hardOf(slug: string, key = 'requests.cpu'): Promise<unknown> {
  const namespace = `${team.slug}-${slug}`;
  const quota = await stage.admin.find(managedKind('ResourceQuota'), { name: 'bailiwick', namespace });
  return (quota?.spec as { hard?: Record<string, string> } | undefined)?.hard?.[key];
}

const move = (amount: string, over: object = {}) =>
  moveQuota(team.owner, {
    team: team.slug,
    ...{ from: 'dev', to: 'prod', key: 'requests.cpu', amount, ...over },
  });
const isClosed = async () =>
  (await listMoves(team.owner, { team: team.slug })).every(({ state }) => state !== 'open');

test('an owner moves quota without an admin, and the cluster has it on the other side', async () => {
  await move('2');
  await until(isClosed, { deadlineMs: patience, what: 'the move to be done' });
  await untilReady();
  expect([await hardOf('dev'), await hardOf('prod')]).toEqual(['2', '4']);
  const [last] = await listMoves(team.owner, { team: team.slug });
  expect(last).toMatchObject({ from: 'dev', to: 'prod', amountText: '2 CPU', state: 'done', problem: null });
  const audit = await stage.database.auditEvent.findFirst({
    where: { action: 'quota.move', teamId: team.id },
  });
  expect(audit).toMatchObject({ actorName: team.owner.name, objectName: `${team.slug}-dev` });
});

test('what is in use stays where it is: refused when asked, and taken back by the provisioner with names', async () => {
  const namespace = `${team.slug}-dev`;
  const resources = { requests: { cpu: '1500m' }, limits: { cpu: '1500m' } };
  const container = { name: 'main', image: 'registry.k8s.io/pause:3.10', resources };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'busy', namespace } };
  await stage.admin.create({ kind: 'Pod', apiVersion: 'v1', plural: 'pods', namespaced: true }, {
    ...pod,
    spec: { containers: [container] },
  } as never);
  const usage = async () => {
    const [dev] = await environments();
    const found = (dev?.status?.usage ?? {}) as Record<string, { used: string }>;
    return found['requests.cpu']?.used === '1500m';
  };
  await until(usage, { deadlineMs: patience, what: 'the usage to be known' });
  const isCounted = async () =>
    (await stage.database.consumption.findMany()).some(({ consumers }) =>
      JSON.stringify(consumers).includes('busy'),
    );
  await until(isCounted, { deadlineMs: patience, what: 'the pod to be counted' });
  await expect(move('1')).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    fieldErrors: { amount: 'dev uses 1.5 CPU and would keep 1 CPU. In the way: pod busy.' },
  });
  // A usage that the web server does not know of yet.
  const [dev] = await environments();
  await stage.database.environmentStatus.update({
    where: { environmentId: dev?.id ?? '' },
    data: { usage: {} },
  });
  await move('1');
  await until(isClosed, { deadlineMs: patience, what: 'the move to be taken back' });
  const [last] = await listMoves(team.owner, { team: team.slug });
  expect(last).toMatchObject({
    state: 'cancelled',
    problem: 'dev uses 1.5 CPU and would keep 1 CPU. In the way: pod busy.',
  });
  await untilReady();
  expect([await hardOf('dev'), await hardOf('prod')]).toEqual(['2', '4']);
  const quotas = (await environments()).map(({ quota }) => (quota as Record<string, string>)['requests.cpu']);
  expect(quotas).toEqual(['2', '4']);
});

test('the provisioner tells what quotas can be about in this cluster', async () => {
  const found = await until(() => findInventory(stage.database), {
    deadlineMs: patience,
    what: 'the inventory',
  });
  expect(found.countable).toEqual(expect.arrayContaining(['count/configmaps', 'count/deployments.apps']));
  expect(found.countable.filter((key) => key.includes('nodes') || key.slice(6).includes('/'))).toEqual([]);
});

test('what grows says from whom it waits for quota, and gets it when that was given back', async () => {
  const [dev, prod] = await environments();
  const [devId, prodId] = [dev?.id ?? '', prod?.id ?? ''];
  // As if the cluster could still hold eight cores of dev, which has two: with prod's four the budget is used up.
  const held = await stage.database.environmentStatus.findUniqueOrThrow({ where: { environmentId: devId } });
  const ceiling = { ...(held.ceiling as object), 'requests.cpu': '8' };
  await stage.database.environmentStatus.update({ where: { environmentId: devId }, data: { ceiling } });
  const quota = { ...(prod?.quota as object), 'requests.cpu': '6' };
  const payload = { quota, generation: prod?.generation };
  const about = { type: 'resize-environment', team: team.slug, environment: 'prod' } as const;
  await submitRequest(team.owner, { ...about, payload, reason: 'A test.' });
  const waits = async () => {
    const { conditions } = await stage.status(prodId);
    return findCondition(conditions, 'Ready')?.message.includes('from dev to be freed') ? conditions : null;
  };
  const conditions = await until(waits, { deadlineMs: patience, what: 'prod to wait' });
  expect(findCondition(conditions, 'Ready')).toMatchObject({
    ...{ status: 'False', reason: 'WaitingForBudget' },
    message: 'Waiting for 2 CPU (CPU requests) from dev to be freed.',
  });
  expect(await hardOf('prod')).toBe('4');
  await stage.database.environment.update({ where: { id: devId }, data: { generation: { increment: 1 } } });
  await untilReady();
  expect(await hardOf('prod')).toBe('6');
});

test('what a budget counts and no class grants is none in the cluster, not without end', async () => {
  const admin = { ...team.owner, siteRole: 'admin' as const };
  const { budget, version } = await stage.database.team.findUniqueOrThrow({ where: { id: team.id } });
  const key = 'requests.nvidia.com/gpu';
  const change = { team: team.slug, version, budget: { ...(budget as object), [key]: '8' } };
  await setBudget(admin, change);
  await untilReady();
  for (const slug of ['dev', 'prod']) expect(await hardOf(slug, key)).toBe('0');
  const resources = {
    requests: { cpu: '10m', [key.slice(9)]: '1' },
    limits: { cpu: '10m', [key.slice(9)]: '1' },
  };
  const container = { name: 'main', image: 'registry.k8s.io/pause:3.10', resources };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'gpu', namespace: `${team.slug}-prod` } };
  const made = stage.admin.create({ kind: 'Pod', apiVersion: 'v1', plural: 'pods', namespaced: true }, {
    ...pod,
    spec: { containers: [container] },
  } as never);
  await expect(made).rejects.toThrow(/exceeded quota: bailiwick, requested: requests.nvidia.com\/gpu=1/);
  await setBudget(admin, { ...change, version: version + 1, budget: { ...(budget as object) } });
  await untilReady();
  expect(await hardOf('prod', key)).toBeUndefined();
});

test('others find no team, and who is no owner may not', async () => {
  const stranger = { ...team.owner, teams: new Map() };
  await expect(
    moveQuota(stranger, { team: team.slug, from: 'dev', to: 'prod', key: 'pods', amount: '1' }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const developer = { ...team.owner, teams: new Map([[team.id, 'developer' as const]]) };
  await expect(
    moveQuota(developer, { team: team.slug, from: 'dev', to: 'prod', key: 'pods', amount: '1' }),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
