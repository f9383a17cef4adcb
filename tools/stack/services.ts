import { join } from 'node:path';
import { type Child, failWhenGone } from '#tools/process/child.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { serviceEnvironment, serviceFlags } from '#tools/process/service-flags.ts';
import { until } from '#tools/test/until.ts';
import type { Home } from './home.ts';
import type { Progress } from './progress.ts';
import type { Supervisor } from './supervisor.ts';
import { nextCli } from './web-build.ts';

/** Starts the web server: the production build, or Next's development server. */
export function startWeb(
  home: Home,
  port: number,
  env: NodeJS.ProcessEnv,
  dev: boolean,
  progress: Progress,
  supervisor: Supervisor,
): Promise<void> {
  return progress.step('Web server', async (note) => {
    const args = [nextCli, dev ? 'dev' : 'start', '--hostname', '127.0.0.1', '--port', String(port)];
    const options = {
      name: 'web',
      command: process.execPath,
      args,
      cwd: projectRoot,
      logFile: home.log('web'),
      env,
    };
    const child = await supervisor.run(options, 'first');
    // Any answer but a server error will do; a development server compiles its first page meanwhile.
    await whenAnswering(child, `http://127.0.0.1:${port}/`, dev ? 120_000 : 30_000);
    note(`http://localhost:${port}`);
  });
}

const titles = { provisioner: 'Provisioner', conformance: 'Conformance', notifier: 'Notifier' };

/** Starts a process that works behind a health server, and waits until it says that it is ready. */
export function startService(
  name: keyof typeof titles,
  home: Home,
  env: NodeJS.ProcessEnv & { METRICS_PORT: string },
  progress: Progress,
  supervisor: Supervisor,
): Promise<void> {
  return progress.step(titles[name], async (note) => {
    const args = [...serviceFlags, join(projectRoot, `lib/${name}/runtime/main.ts`)];
    const options = { name, command: process.execPath, args, logFile: home.log(name) };
    const tuned = { ...serviceEnvironment, ...env };
    const child = await supervisor.run({ ...options, env: tuned, cwd: projectRoot }, 'first');
    const address = `http://127.0.0.1:${env.METRICS_PORT}`;
    await whenAnswering(child, `${address}/readyz`, 60_000);
    note(`${address}/metrics`);
  });
}

/** Runs the demo seed to its end. */
export function seedDemo(
  home: Home,
  env: NodeJS.ProcessEnv,
  progress: Progress,
  supervisor: Supervisor,
): Promise<void> {
  return progress.step('Demo data', async () => {
    const args = [join(projectRoot, 'tools/demo/main.ts')];
    const logFile = home.log('demo');
    await supervisor.runToEnd({
      name: 'demo',
      command: process.execPath,
      args,
      cwd: projectRoot,
      logFile,
      env,
    });
  });
}

async function whenAnswering(child: Child, url: string, deadlineMs: number): Promise<void> {
  const answers = async () =>
    (await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(deadlineMs) })).status < 500;
  await Promise.race([until(answers, { deadlineMs, what: `${child.name} to answer` }), failWhenGone(child)]);
}
