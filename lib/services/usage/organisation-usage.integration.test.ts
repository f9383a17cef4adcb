import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/auth/permissions.ts';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { sumTeamUsage } from '#lib/data/provisioner/team-usage.ts';
import { saveUsages, type Usage } from '#lib/data/provisioner/usage.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { changeCapacity } from '../capacity/change-capacity.ts';
import { createWorld, smallQuota, type World } from '../request/world.test-fixture.ts';
import { exportUsage } from './export-usage.ts';
import { getOrganisationUsage } from './get-organisation-usage.ts';

let world: World;
let provisioner: Database;

beforeAll(async () => {
  const own = await createTestDatabase();
  world = await createWorld(own);
  provisioner = createDatabase(own.provisionerUrl, 2);
  const search = await world.database.team.findUniqueOrThrow({ where: { slug: 'search' } });
  const usages = new Map<string, Usage>([
    [await addEnvironment(world.teamId, 'payments-one'), cpu('500m', '2')],
    [await addEnvironment(world.teamId, 'payments-two'), cpu('1', '2')],
    [await addEnvironment(search.id, 'search-one'), cpu('100m', '4')],
  ]);
  await saveUsages(provisioner, usages);
  await sumTeamUsage(provisioner);
  await provisioner.teamUsage.update({
    where: { teamId_key: { teamId: search.id, key: 'requests.cpu' } },
    data: { p95: '0.3', peak: '1.2', days: 14, measuredAt: new Date() },
  });
});
afterAll(async () => {
  await provisioner.$disconnect();
  await world.end();
});

const cpu = (used: string, hard: string): Usage => ({ 'requests.cpu': { used, hard } });

async function addEnvironment(teamId: string, namespace: string): Promise<string> {
  const { id: classVersionId } = await world.database.environmentClassVersion.findFirstOrThrow({
    where: { class: { slug: 'prod' } },
  });
  const slug = namespace.split('-')[1] ?? '';
  const { id } = await world.database.environment.create({
    data: {
      ...{ teamId, slug, namespace, classVersionId, quota: smallQuota, purpose: 'tests' },
      ...{ requestedBy: world.userId('dev'), approvedBy: world.userId('ada') },
    },
  });
  return id;
}

describe('the organisation’s usage', () => {
  test('sums teams and all of them, the fullest first', async () => {
    const { totals, teams, keys } = await getOrganisationUsage(await world.actor('ada'), {});
    expect(totals).toMatchObject([
      { usedText: '1.6 CPU', grantedText: '8 CPU', environments: 3, capacityText: null },
    ]);
    expect(teams.items.map(({ slug, cells }) => [slug, cells[0]?.usedText, cells[0]?.ratio])).toEqual([
      ['payments', '1.5 CPU', 0.375],
      ['search', '0.1 CPU', 0.025],
    ]);
    expect(keys[0]).toEqual({ key: 'requests.cpu', label: 'CPU requests' });
  });

  test('says what the capacity plan may promise', async () => {
    const ada = await world.actor('ada');
    await changeCapacity(ada, {
      keys: { 'requests.cpu': { amount: '16', perMille: 1500 } },
      baseVersion: 0,
      reason: 'What the nodes of the tests have.',
    });
    expect((await getOrganisationUsage(ada, {})).totals).toMatchObject([{ capacityText: '24 CPU' }]);
  });

  test('is paged, searched and sorted in the database', async () => {
    const ada = await world.actor('ada');
    const second = await getOrganisationUsage(ada, { page: 2, pageSize: 1 });
    expect([second.teams.total, second.teams.items.map(({ slug }) => slug)]).toEqual([2, ['search']]);
    const found = await getOrganisationUsage(ada, { q: 'PAY' });
    expect(found.teams.items.map(({ slug }) => slug)).toEqual(['payments']);
    const named = await getOrganisationUsage(ada, { sort: 'team', direction: 'desc' });
    expect(named.teams.items.map(({ slug }) => slug)).toEqual(['search', 'payments']);
    // Where nobody has any of the key, every team is still there.
    expect((await getOrganisationUsage(ada, { key: 'pods' })).teams.total).toBe(2);
  });

  test('ranks who needs much less than was granted, with the evidence', async () => {
    const { overAsking } = await getOrganisationUsage(await world.actor('ada'), {});
    expect(overAsking).toEqual([
      {
        ...{ slug: 'search', name: 'search', days: 14, grantedText: '4 CPU' },
        ...{ p95Text: '0.3 CPU', peakText: '1.2 CPU', spareText: '3.7 CPU' },
      },
    ]);
  });

  test('is not for members of teams', async () => {
    const work = getOrganisationUsage(await world.actor('olga'), {});
    await expect(work).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

async function textOf(actor: Actor, input: Record<string, string>): Promise<string> {
  const { pieces } = await exportUsage(actor, input);
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

describe('the export', () => {
  test('of one team has its environments only, exact and in base units', async () => {
    const text = await textOf(await world.actor('vera'), { team: 'payments', format: 'csv' });
    const [head, ...lines] = text.trim().split('\r\n');
    expect(head).toBe('team,environment,namespace,key,used,hard,counted at');
    expect(lines.map((line) => line.split(',').slice(0, 6).join(' '))).toEqual([
      'payments one payments-one requests.cpu 0.500000000 2.000000000',
      'payments two payments-two requests.cpu 1.000000000 2.000000000',
    ]);
  });

  test('of all is for admins, as JSON too', async () => {
    const rows = JSON.parse(await textOf(await world.actor('ada'), { format: 'json' })) as object[];
    expect(rows).toHaveLength(3);
    expect(rows[2]).toMatchObject({
      team: 'search',
      environment: 'one',
      key: 'requests.cpu',
      used: '0.100000000',
    });
    const work = exportUsage(await world.actor('vera'), { format: 'json' });
    await expect(work).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('of a team of others is as if it were not there', async () => {
    const work = exportUsage(await world.actor('stranger'), { team: 'payments', format: 'csv' });
    await expect(work).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'The team was not found.' });
  });

  test('takes nothing else', async () => {
    const work = exportUsage(await world.actor('ada'), { format: 'xlsx' });
    await expect(work).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
