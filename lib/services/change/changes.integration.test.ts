import { afterAll, beforeAll, expect, test } from 'vitest';
import { changesMark, changesSince } from '#lib/data/changes/watch-changes.ts';
import { createTestDatabase, type TestDatabase } from '#tools/test/database.ts';
import { until } from '#tools/test/until.ts';
import { databaseAnswers } from '../cluster/database-answers.ts';
import { getClusterHealth } from '../cluster/get-cluster-health.ts';
import { readMetrics } from '../metrics/read-metrics.ts';
import { classSpec, createWorld, type World } from '../request/world.test-fixture.ts';
import { followChanges } from './follow-changes.ts';

let base: TestDatabase;
let world: World;
beforeAll(async () => {
  base = await createTestDatabase();
  world = await createWorld(base);
  process.env.DATABASE_URL = base.webUrl;
});
afterAll(() => world.end());

async function follow(name: string, since: string | null = changesMark()) {
  const heard: string[] = [];
  const follower = { change: (type: string) => heard.push(type), end: () => heard.push('end') };
  const { stop, check } = await followChanges(() => world.actor(name).catch(() => null), follower, since);
  const waitFor = (type: string) =>
    until(() => heard.includes(type), { deadlineMs: 5000, what: `${name} to hear ${type}` });
  return { heard, stop, check, waitFor };
}

const ask = (requester: string, teamId: string | null) =>
  world.database.request.create({
    data: { type: 'join-team', payload: {}, reason: 'r', teamId, requesterId: world.userId(requester) },
  });

const until5s = (met: () => boolean, what: string) => until(met, { deadlineMs: 5000, what });

test('what was heard between a page and its stream is told once; a page that missed nothing is told nothing', async () => {
  const beforeListening = changesMark();
  // The first LISTEN counts as a gap: nobody knows what was said before.
  await until5s(() => changesSince(beforeListening)?.length === 1, 'to listen');
  const mark = changesMark();
  const notify = (type: string) =>
    world.database
      .$executeRaw`SELECT pg_notify('bailiwick_change', ${JSON.stringify({ type, teamId: world.teamId })})`;
  await notify('environment');
  await notify('drift');
  await until5s(() => changesSince(mark)?.length === 2, 'to hear of both');
  const told = async (name: string, since: string | null) => {
    const { heard, stop } = await follow(name, since);
    stop();
    return heard;
  };
  expect(await told('vera', changesMark())).toEqual([]);
  expect(await told('vera', mark)).toEqual(['gap']);
  expect(await told('stranger', mark)).toEqual([]);
  expect(await told('vera', beforeListening)).toEqual(['gap']);
  // Whose request it was can't be told afterwards.
  const beforeRequest = changesMark();
  await notify('request');
  await until5s(() => changesSince(beforeRequest)?.length === 1, 'to hear of the request');
  expect(await told('stranger', beforeRequest)).toEqual(['gap']);
  for (const unknown of [null, '', 'x', 'another.1', mark.replace(/\d+$/, '99'), `${mark}x`]) {
    expect(await told('vera', unknown), String(unknown)).toEqual(['gap']);
  }
});

test('a change reaches those who may see it, and the author of a request for another team', async () => {
  const [vera, stranger, ada] = await Promise.all([follow('vera'), follow('stranger'), follow('ada')]);
  await ask('stranger', world.teamId);
  await Promise.all([vera, stranger, ada].map(({ waitFor }) => waitFor('request')));
  stranger.heard.length = 0;
  await ask('dev', world.teamId);
  // A later change that everybody hears tells that the earlier one has been dealt with.
  const [other] = await world.database.team.findMany({ where: { slug: 'search' } });
  await ask('olga', other?.id ?? null);
  await stranger.waitFor('request');
  expect(stranger.heard.filter((type) => type === 'request')).toHaveLength(1);
  for (const each of [vera, stranger, ada]) each.stop();
});

test('a new member hears of his team from then on, and whoever is kept out hears the end', async () => {
  await world.addPerson('nora');
  const nora = await follow('nora');
  const data = { userId: world.userId('nora'), teamId: world.teamId, role: 'viewer' };
  await world.database.membership.create({ data });
  await nora.waitFor('membership');
  await world.database.user.update({ where: { id: data.userId }, data: { disabledAt: new Date() } });
  await nora.check();
  expect(nora.heard.at(-1)).toBe('end');
});

test('without a sign of life the portal says so; replicas are named to site roles only', async () => {
  const [vera, ada] = await Promise.all([world.actor('vera'), world.actor('ada')]);
  expect(await getClusterHealth(vera)).toMatchObject({ state: 'no-provisioner', replicas: [] });
  const { createDatabase } = await import('#lib/data/client.ts');
  const provisioner = createDatabase(base.provisionerUrl);
  await provisioner.$executeRaw`INSERT INTO provisioner_heartbeat (replica, started_at, beat_at, cluster_seen_at)
    VALUES ('one', now(), now(), now()), ('two', now(), now() - interval '16 seconds', now())`;
  await provisioner.$disconnect();
  expect(await getClusterHealth(vera)).toMatchObject({ state: 'live', replicas: [] });
  const seen = await getClusterHealth(ada);
  expect(seen.replicas.map(({ replica, state }) => [replica, state])).toEqual([
    ['one', 'working'],
    ['two', 'silent'],
  ]);
});

test('metrics count what is there and name nobody', async () => {
  const { text } = await readMetrics();
  expect(text).toMatch(/^bailiwick_requests_pending \d+$/m);
  expect(text).toMatch(/^bailiwick_provisioner_replicas_alive 1$/m);
  expect(text).toMatch(/^bailiwick_environments_live 0$/m);
  expect(text).not.toContain('payments');
  expect(await databaseAnswers()).toBe(true);
});

test('metrics tell what each team and environment uses, as long as there are not too many', async () => {
  await world.addClass('told', classSpec());
  await world.database.$executeRaw`
    INSERT INTO environment (id, team_id, slug, namespace, class_version_id, quota, purpose, requested_by)
    SELECT gen_random_uuid(), ${world.teamId}::uuid, 'told', 'payments-told', v.id, '{}', 'tests', ${world.userId('vera')}::uuid
    FROM environment_class_version v JOIN environment_class c ON c.id = v.class_id WHERE c.slug = 'told'`;
  const { createDatabase } = await import('#lib/data/client.ts');
  const provisioner = createDatabase(base.provisionerUrl);
  await provisioner.$executeRaw`INSERT INTO environment_usage (environment_id, key, used, hard) SELECT id, 'pods', 3, 10 FROM environment`;
  await provisioner.$executeRaw`INSERT INTO team_usage (team_id, key, environments, granted, used) VALUES (${world.teamId}::uuid, 'pods', 1, 10, 3)`;
  await provisioner.$disconnect();
  const { text } = await readMetrics();
  for (const line of [
    'bailiwick_environments_behind 1',
    'bailiwick_environments_untold 0',
    'bailiwick_team_quota_granted{team="payments",resource="pods"} 10',
    'bailiwick_team_quota_used{team="payments",resource="pods"} 3',
    'bailiwick_environment_quota_hard{team="payments",environment="told",resource="pods"} 10',
    'bailiwick_environment_quota_used{team="payments",environment="told",resource="pods"} 3',
  ])
    expect(text.split('\n')).toContain(line);
  Object.assign(process.env, { BAILIWICK_METRICS_TEAMS: '0', BAILIWICK_METRICS_ENVIRONMENTS: '0' });
  try {
    const without = (await readMetrics()).text;
    expect(without).not.toContain('payments');
    expect(without).toMatch(/^bailiwick_environments_untold 1$/m);
    expect(without).toMatch(/^bailiwick_teams_untold [1-9]/m);
  } finally {
    delete process.env.BAILIWICK_METRICS_TEAMS;
    delete process.env.BAILIWICK_METRICS_ENVIRONMENTS;
  }
});
