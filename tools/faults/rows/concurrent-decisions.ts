import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copyTemplate } from '#tools/database/copy-template.ts';
import { recordFigure } from '#tools/test/figures.ts';
import type { RaceResult } from '../races/run-races.ts';
import type { FaultRow } from '../row.ts';
import { environmentsOf } from '../web/environments-of.ts';
import { pendingRequest } from '../web/pending-request.ts';
import { startWebServer } from '../web/web-server.ts';
import type { World } from '../world/world.ts';

const main = join(import.meta.dirname, '../races/main.ts');
const webServers = 3;
const races = 200;
const lossyRaces = 60;
const lossPerMille = 30;
// Longer than a transaction may stand still, and than it may take.
const stallMs = 25_000;

/**
 * Row 26: people who decide at once, on paper only, and then on several web servers, with a provisioner that makes what was
 * decided.
 */
export const concurrentDecisions: FaultRow = {
  number: 26,
  name: 'concurrent approvals, approve against cancel, stale form',
  budgetSeconds: 5,
  environments: 1,
  run: async (world) => {
    const whole = await raceElsewhere(world, races, {});
    const lossy = await raceElsewhere(world, lossyRaces, { lossPerMille });
    const stalled = world.realTimes ? await raceElsewhere(world, lossyRaces, { stallMs }) : null;
    const violations = [whole, lossy, stalled].flatMap((result) => result?.violations ?? []);
    assert.deepEqual(violations, []);
    const seed = `seed ${world.seed}`;
    recordFigure(
      'races with exactly one winner',
      `${whole.races - whole.undecided} of ${whole.races}, ${seed}`,
    );
    recordFigure(
      'races over a database that loses connections',
      `${lossy.races}, in ${lossy.unsure} somebody was not sure, ${lossy.unheard} winners learned it later, ${seed}`,
    );
    assert(lossy.unsure > 0, 'nobody lost a connection');
    const number = await pendingRequest(world, 'wanted');
    const start = () => startWebServer(world, world.urls.webUrl);
    const webs = await Promise.all(Array.from({ length: webServers }, start));
    // Two clicks on each of them.
    const told = await Promise.all([...webs, ...webs].map((web) => web.approve(number)));
    assert.deepEqual(told.sort(), [...told.slice(1).map(() => 'STALE'), 'done']);
    for (const web of webs) web.kill();
    await Promise.all(webs.map(({ gone }) => gone));
    assert.deepEqual(await environmentsOf(world, number), [1, 1]);
  },
};

// In a process and a database of their own: nobody makes hundreds of environments out of them.
async function raceElsewhere(
  { urls, seed }: World,
  count: number,
  fault: { lossPerMille?: number; stallMs?: number },
): Promise<RaceResult> {
  const own = await copyTemplate(urls.ownerUrl, 'bailiwick_template');
  try {
    const env = { ...process.env, DATABASE_URL: own.webUrl };
    const numbers = [count, seed, fault.lossPerMille ?? 0, fault.stallMs ?? 0];
    const given = [main, ...numbers.map(String)];
    const { stdout } = await promisify(execFile)(process.execPath, given, { env });
    return JSON.parse(stdout) as RaceResult;
  } finally {
    await own.drop();
  }
}
