import { afterAll, beforeAll, expect, test } from 'vitest';
import { checks } from '#lib/conformance/checks.ts';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { claimRun, finishRun } from '#lib/data/conformance/run-queue.ts';
import { type CheckResult, scoreOf } from '#lib/domain/conformance.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { createWorld, refusal, smallQuota, type World } from '../request/world.test-fixture.ts';
import { endWaiver } from './end-waiver.ts';
import { exportConformance } from './export-conformance.ts';
import { getConformance } from './get-conformance.ts';
import { listConformance } from './list-conformance.ts';
import { requestRun } from './request-run.ts';
import { waiveCheck } from './waive-check.ts';

let world: World;
let process: Database;
const address = { team: 'payments', environment: 'dev' };
const waived = { ...address, check: 'node-port' };
const waiver = { ...waived, reason: 'The old balancer needs one.', days: 30 };

beforeAll(async () => {
  const own = await createTestDatabase();
  world = await createWorld(own);
  process = createDatabase(own.conformanceUrl, 2);
  const { id: classVersionId } = await world.database.environmentClassVersion.findFirstOrThrow({
    where: { class: { slug: 'prod' } },
  });
  const common = { teamId: world.teamId, classVersionId, quota: smallQuota, purpose: 'for tests' };
  for (const slug of ['dev', 'new'])
    await world.database.environment.create({
      data: { ...common, slug, namespace: `payments-${slug}`, requestedBy: world.userId('dev') },
    });
});
afterAll(async () => {
  await process.$disconnect();
  await world.end();
});

/** A run in which one check fails, as the process writes it. */
async function carryOut(reason = 'A NodePort service is admitted.'): Promise<void> {
  const run = await claimRun(process);
  if (run === null) throw new Error('Nobody asked for a run.');
  const results = checks.map(
    ({ id }): CheckResult =>
      id === 'node-port'
        ? { id, outcome: 'fail', reason, evidence: ['A NodePort service: admitted'] }
        : { id, outcome: 'pass', reason: 'Refused.', evidence: [] },
  );
  await finishRun(process, run, { problem: null, results, score: scoreOf(results) });
}

test('owners and admins ask for a run, one at a time; others may not, strangers find nothing', async () => {
  for (const who of ['dev', 'vera'])
    expect(await refusal(requestRun(await world.actor(who), address), '')).toMatch(/^FORBIDDEN/);
  expect(await refusal(requestRun(await world.actor('stranger'), address), '')).toMatch(/^NOT_FOUND/);
  await requestRun(await world.actor('olga'), address);
  expect(await refusal(requestRun(await world.actor('ada'), address), '')).toBe(
    'CONFLICT The checks of payments-dev are on their way already.',
  );
  const view = await getConformance(await world.actor('vera'), address);
  expect(view).toMatchObject({ open: { started: false }, latest: null, checks: [], history: [] });
});

test('what a run found is shown with what each check is about', async () => {
  await carryOut();
  const view = await getConformance(await world.actor('vera'), address);
  const score = { passed: 22, failed: 1, total: 23 };
  expect(view).toMatchObject({ open: null, latest: { requestedBy: 'olga', score }, waived: 0 });
  expect(view.checks).toHaveLength(23);
  const check = view.checks.find(({ id }) => id === 'node-port');
  expect(check).toMatchObject({ outcome: 'fail', title: 'No NodePort services', waiver: null });
  expect(await refusal(getConformance(await world.actor('stranger'), address), '')).toMatch(/^NOT_FOUND/);
});

test('only an admin waives, with a reason and for a bounded time', async () => {
  for (const who of ['olga', 'dev'])
    expect(await refusal(waiveCheck(await world.actor(who), waiver), '')).toMatch(/^FORBIDDEN/);
  expect(await refusal(waiveCheck(await world.actor('stranger'), waiver), '')).toMatch(/^NOT_FOUND/);
  const ada = await world.actor('ada');
  const asAda = (change: object, field: string) => refusal(waiveCheck(ada, { ...waiver, ...change }), field);
  expect(await asAda({ check: 'no-such' }, '')).toMatch(/^NOT_FOUND/);
  expect(await asAda({ reason: 'short' }, 'reason')).toMatch(/at least 10 characters/);
  expect(await asAda({ days: 0 }, 'days')).toMatch(/At least one day/);
  expect(await asAda({ days: 366 }, 'days')).toMatch(/At most 365 days/);
});

test('a waived check shows as waived, is recorded, and never counts as passed', async () => {
  const ada = await world.actor('ada');
  await waiveCheck(ada, waiver);
  expect(await refusal(waiveCheck(ada, waiver), '')).toMatch(/^CONFLICT/);
  const view = await getConformance(await world.actor('vera'), address);
  expect(view).toMatchObject({ waived: 1, latest: { score: { passed: 22, failed: 1 } } });
  expect(view.checks.find(({ id }) => id === 'node-port')).toMatchObject({
    outcome: 'fail',
    waiver: { reason: waiver.reason, approvedBy: { name: 'ada' } },
  });
  const events = await world.database.auditEvent.findMany({ where: { action: 'conformance.waive' } });
  const after = { check: 'node-port', days: 30 };
  expect(events).toMatchObject([{ actorName: 'ada', objectName: 'payments-dev', after }]);
});

test('the list for admins sorts by score, filters and counts what is waived', async () => {
  const ada = await world.actor('ada');
  expect(await listConformance(ada)).toMatchObject({
    total: 2,
    items: [
      { environment: { namespace: 'payments-dev' }, waived: 1, latest: { score: { passed: 22 } } },
      { environment: { namespace: 'payments-new' }, waived: 0, latest: null },
    ],
  });
  const names = async (input: Parameters<typeof listConformance>[1]) =>
    (await listConformance(ada, input)).items.map(({ environment }) => environment.slug);
  expect(await names({ state: 'failed' })).toEqual(['dev']);
  expect(await names({ state: 'passed' })).toEqual([]);
  expect(await names({ state: 'not-run' })).toEqual(['new']);
  expect(await names({ sort: 'namespace', direction: 'desc' })).toEqual(['new', 'dev']);
  expect(await names({ q: 'NEW' })).toEqual(['new']);
  expect(await refusal(listConformance(await world.actor('olga')), '')).toMatch(/^FORBIDDEN/);
});

test('a run is exported as CSV without formulas and as JSON; strangers find nothing', async () => {
  await requestRun(await world.actor('olga'), address);
  await carryOut('=HYPERLINK("http://evil.test")');
  const vera = await world.actor('vera');
  const csv = await exportConformance(vera, { ...address, format: 'csv' });
  expect(csv.name).toBe('conformance-payments-dev.csv');
  expect(csv.text).toContain(`"'=HYPERLINK(""http://evil.test"")"`);
  expect(csv.text.split('\r\n')).toHaveLength(25);
  const json = await exportConformance(vera, { ...address, format: 'json' });
  const run = { score: { passed: 22, total: 23 } };
  expect(JSON.parse(json.text)).toMatchObject({ environment: 'payments-dev', waived: 1, run });
  const asked = { ...address, format: 'csv' };
  expect(await refusal(exportConformance(await world.actor('stranger'), asked), '')).toMatch(/^NOT_FOUND/);
  const unrun = { ...asked, environment: 'new' };
  expect(await refusal(exportConformance(vera, unrun), '')).toMatch(/^NOT_FOUND A run/);
});

test('a waiver ends before its time, and then the check may be waived anew', async () => {
  const ada = await world.actor('ada');
  expect(await refusal(endWaiver(await world.actor('olga'), waived), '')).toMatch(/^FORBIDDEN/);
  await endWaiver(ada, waived);
  expect(await refusal(endWaiver(ada, waived), '')).toMatch(/^NOT_FOUND/);
  expect(await getConformance(ada, address)).toMatchObject({ waived: 0 });
  await waiveCheck(ada, waiver);
  expect(await getConformance(ada, address)).toMatchObject({ waived: 1 });
});
