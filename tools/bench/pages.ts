import { openDatabase } from '#lib/data/client.ts';
import { exportAuditEvents } from '#lib/services/audit/export-audit-events.ts';
import { exportUsage } from '#lib/services/usage/export-usage.ts';
import type { Benchmark, BenchRun, Goal, Series } from './benchmark.ts';
import { actorOf, ownerSubject, readExport, readFrame } from './portal/as-person.ts';
import { fillPortal } from './portal/fill-portal.ts';
import { pageReads } from './portal/page-reads.ts';
import { startWebServer } from './portal/web-server.ts';

const page: Goal[] = [{ at: 'p95', most: 150 }];
const heaviest = 10;

/** What each page costs with many environments. */
export const pages: Benchmark = {
  name: 'pages',
  about:
    'P8: 10,000 environments of 500 teams with 90 days of history, requests, events and drift. For each page all that it asks the services for, from the call until the views are ' +
    'there; then the ten heaviest as whole pages from the production web server, signed in, from the request to the last byte, and how many times as long that is.',
  run: async (run) => {
    const { stage, size, report } = run;
    const teams = size === 'full' ? 500 : 20;
    const began = performance.now();
    await fillPortal(
      stage.ownerUrl,
      { teams, environmentsOfEach: 20, days: size === 'full' ? 90 : 8 },
      new Date(),
    );
    const filledS = (performance.now() - began) / 1000;
    report(`${teams * 20} environments are made up after ${Math.round(filledS)} s`);
    const web = openDatabase(stage.webUrl);
    try {
      const services = await readServices(run, teams);
      report('all pages were asked of the services');
      return [
        { name: 'all of it made up', unit: 's', values: [filledS], goals: [{ at: 'max', most: 120 }] },
        ...services,
        ...(await readExports(size)),
        ...(await readWholePages(run, teams, services)),
      ];
    } finally {
      await web.$disconnect();
    }
  },
};

async function timed(rounds: number, read: (round: number) => Promise<unknown>): Promise<number[]> {
  const values: number[] = [];
  // The first one warms up.
  for (let round = 0; round <= rounds; round += 1) {
    const began = performance.now();
    await read(round);
    values.push(performance.now() - began);
  }
  return values.slice(1);
}

const roundsOf = (size: BenchRun['size']) => (size === 'full' ? 50 : 2);

async function readServices({ size }: BenchRun, teams: number): Promise<Series[]> {
  const [admin, owner] = [await actorOf('person-1'), await actorOf(ownerSubject)];
  const rounds = roundsOf(size);
  const series: Series[] = [
    {
      name: 'frame of every page',
      unit: 'ms',
      values: await timed(rounds, () => readFrame(admin)),
      goals: page,
    },
  ];
  for (const { name, by, read } of pageReads(teams)) {
    const actor = by === 'owner' ? owner : admin;
    series.push({
      name,
      unit: 'ms',
      values: await timed(rounds, (round) => read(actor, round)),
      goals: page,
    });
  }
  return series;
}

async function readExports(size: BenchRun['size']): Promise<Series[]> {
  const admin = await actorOf('person-1');
  const usage = async () => readExport((await exportUsage(admin, { format: 'csv' })).pieces);
  const audit = () => readExport(exportAuditEvents(admin, {}));
  const rounds = size === 'full' ? 3 : 1;
  return [
    { name: 'export of all usage', unit: 'ms', values: await timed(rounds, usage) },
    { name: 'export of the audit log', unit: 'ms', values: await timed(rounds, audit) },
  ];
}

async function readWholePages(
  { stage, size, report }: BenchRun,
  teams: number,
  services: readonly Series[],
): Promise<Series[]> {
  const p50 = ({ values }: Series) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const asked = new Map(services.map((series) => [series.name, p50(series)]));
  const found = pageReads(teams)
    .filter(({ path }) => !path(0).startsWith('/api/'))
    .sort((a, b) => (asked.get(b.name) ?? 0) - (asked.get(a.name) ?? 0))
    .slice(0, size === 'full' ? heaviest : 2);
  const server = await startWebServer(stage);
  try {
    report('the web server is up');
    const series: Series[] = [];
    for (const { name, path, by } of found) {
      const get = await server.signIn(by === 'owner' ? ownerSubject : 'person-1');
      const values = await timed(roundsOf(size), (round) => get(path(round)));
      const whole = { name: `whole page: ${name}`, unit: 'ms', values };
      const ratio = p50(whole) / Math.max(asked.get(name) ?? 0, 0.001);
      series.push(whole, { name: `whole page ÷ services: ${name}`, unit: '×', values: [ratio] });
    }
    return series;
  } finally {
    await server.stop();
  }
}
