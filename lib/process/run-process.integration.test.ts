import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTcpProxy, type TcpProxy } from '#tools/chaos/tcp-proxy.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { testCluster } from '#tools/test/cluster.ts';
import { addEnvironment, addTeam } from '#tools/test/environment.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { until } from '#tools/test/until.ts';

type Line = Record<string, unknown> & { level: string; msg: string };

/** One of our processes as it runs in production, with what it wrote to its log. */
interface Observed {
  child: ChildProcess;
  lines: Line[];
  health: (path: string) => Promise<string>;
}

let stage: ProvisionerStage;
let wire: TcpProxy;
let provisioner: Observed;
let conformance: Observed;
const running = new Set<ChildProcess>();
const secrets: string[] = [];

beforeAll(async () => {
  stage = await setStage();
  const variables = stage.variables('observed');
  const url = new URL(variables.DATABASE_URL ?? '');
  wire = await openTcpProxy({ port: Number(url.port), host: url.hostname });
  const through = (own: string) => Object.assign(new URL(own), { port: String(wire.port) }).href;
  secrets.push(decodeURIComponent(url.password), decodeURIComponent(new URL(stage.conformanceUrl).password));
  [provisioner, conformance] = await Promise.all([
    run('provisioner', { ...variables, DATABASE_URL: through(variables.DATABASE_URL ?? '') }),
    run('conformance', {
      DATABASE_URL: through(stage.conformanceUrl),
      KUBECONFIG: testCluster().conformanceKubeconfig,
      METRICS_PORT: '0',
    }),
  ]);
});
afterAll(async () => {
  await Promise.all([...running].map((child) => end(child, 'SIGKILL')));
  await wire.close();
  await stage.close();
});

async function run(name: string, variables: Record<string, string>): Promise<Observed> {
  const env = { ...process.env, LOG_LEVEL: 'info', ...variables };
  const main = join(projectRoot, `lib/${name}/runtime/main.ts`);
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const lines: Line[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(JSON.parse(line)));
  const isAtWork = async () => lines.find(({ msg }) => msg === 'at work');
  const { metricsPort } = await until(isAtWork, { deadlineMs: 60_000, what: `${name} to be at work` });
  const health = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${metricsPort}${path}`);
    return `${response.status} ${await response.text()}`;
  };
  return { child, lines, health };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  const gone = once(child, 'close');
  child.kill(signal);
  const [code] = await gone;
  running.delete(child);
  return code;
}

const untilReady = ({ health }: Observed) =>
  until(async () => (await health('/readyz')) === '200 ok\n', { deadlineMs: 30_000, what: 'readiness' });

test('a pass is one line that says whose it was, which, how long it took and what came of it', async () => {
  const { id, namespace } = await addEnvironment(stage.database, await addTeam(stage.database));
  await stage.untilCondition(id, 'Ready', 'True');
  const [team, slug] = namespace.split(/-(?=[^-]+$)/);
  const isDone = (line: Line) => line.environment === `${team}/${slug}` && line.result === 'done';
  const line = await until(async () => provisioner.lines.find(isDone), {
    deadlineMs: 10_000,
    what: 'its line',
  });
  expect(line).toEqual({
    ...{ level: 'info', msg: 'pass', process: 'provisioner', replica: 'observed', generation: 1 },
    ...{ environment: `${team}/${slug}`, result: 'done', drift: 0 },
    pass: expect.stringMatching(/^[\w-]+\/\w+#\d+$/),
    durationMs: expect.any(Number),
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  });
});

test('what happened is in the metrics of both', async () => {
  // Nobody waits for the watches of events: what they tell is about pods.
  const hasAll = async () =>
    ((await provisioner.health('/metrics')).match(/watch_age_seconds\{kind="Event/g) ?? []).length === 2;
  await until(hasAll, { deadlineMs: 30_000, what: 'the watches of events to be heard' });
  const [own, checks] = await Promise.all([provisioner, conformance].map(({ health }) => health('/metrics')));
  for (const pattern of [
    /^bailiwick_reconcile_duration_seconds_count\{result="done"\} [1-9]/m,
    /^bailiwick_api_request_duration_seconds_count\{verb="create",kind="namespaces",code="201"\} 1$/m,
    /^bailiwick_api_request_duration_seconds_count\{verb="watch",kind="namespaces",code="200"\} [1-9]/m,
    /^bailiwick_lease_claims_total [1-9]/m,
    /^bailiwick_lease_handovers_total 0$/m,
    /^bailiwick_watch_age_seconds\{kind="ResourceQuota"\} \d/m,
    /^bailiwick_watch_age_seconds\{kind="Event \(Warning\)"\} \d/m,
    /^bailiwick_watch_age_seconds\{kind="Event \(SuccessfulCreate\)"\} \d/m,
    /^bailiwick_cache_bytes [1-9]/m,
    /^bailiwick_database_connections\{state="(busy|idle)"\} [1-9]/m,
    /^bailiwick_cluster_reachable 1$/m,
    /^bailiwick_environments_known 1$/m,
    /^process_resident_memory_bytes \d/m,
  ])
    expect(own).toMatch(pattern);
  for (const pattern of [/^bailiwick_api_concurrency_limit 16$/m, /^process_cpu_seconds_total \d/m])
    expect(checks).toMatch(pattern);
});

test('without its database a process is alive, not ready, and says so; with it, it goes on by itself', async () => {
  await Promise.all([provisioner, conformance].map(untilReady));
  wire.set({ refuse: true });
  wire.cut();
  for (const [observed, words] of [
    [provisioner, /^503 the database has not answered for \d+ s\n$/],
    [conformance, /^503 the runs that are asked for could not be carried out\n$/],
  ] as const) {
    const readyz = () => observed.health('/readyz');
    await until(async () => words.test(await readyz()), { deadlineMs: 60_000, what: String(words) });
    expect(await observed.health('/livez')).toBe('200 ok\n');
  }
  wire.set({});
  await Promise.all([provisioner, conformance].map(untilReady));
  const failure = provisioner.lines.find(({ msg }) => msg === 'heartbeat failed');
  expect(failure).toMatchObject({ level: 'warn', loop: 'heartbeat', err: { message: expect.any(String) } });
  const again = async () => provisioner.lines.find(({ msg }) => msg === 'heartbeat works again');
  await until(again, { deadlineMs: 30_000, what: 'that it works again' });
  for (const { lines } of [provisioner, conformance])
    for (const secret of secrets) expect(JSON.stringify(lines)).not.toContain(secret);
});

test('asked to end, they end with 0 and leave no lease and no sign of life behind', async () => {
  expect(await Promise.all([provisioner, conformance].map(({ child }) => end(child, 'SIGTERM')))).toEqual([
    0, 0,
  ]);
  for (const { lines } of [provisioner, conformance]) {
    expect(lines.find(({ msg }) => msg === 'ending')).toMatchObject({ signal: 'SIGTERM' });
    expect(lines.at(-1)?.msg).toBe('ended');
  }
  expect(await stage.database.provisionerHeartbeat.findMany()).toMatchObject([
    { replica: 'observed', stoppedAt: expect.any(Date) },
  ]);
  expect(await stage.database.environmentStatus.count({ where: { leaseOwner: 'observed' } })).toBe(0);
});

test('a process that is not configured says which variables are wrong, not what they hold, and ends with 1', async () => {
  const env = { ...process.env, DATABASE_URL: '', KUBECONFIG: '', METRICS_PORT: 'hunter2' };
  const child = spawn(process.execPath, [join(projectRoot, 'lib/conformance/runtime/main.ts')], { env });
  let output = '';
  child.stdout.on('data', (data) => {
    output += data;
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
  expect(output).toMatch(/"level":"fatal".*DATABASE_URL.*KUBECONFIG.*METRICS_PORT/);
  expect(output).not.toContain('hunter2');
});
