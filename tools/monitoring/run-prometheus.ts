import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { startChild } from '#tools/process/child.ts';
import { endWithParent } from '#tools/process/keeper.ts';
import { freePort } from '#tools/process/ports.ts';
import { projectRoot } from '#tools/process/roots.ts';
import { until } from '#tools/test/until.ts';

/** A process that is scraped: the address of its metrics, with the token that opens them. */
export interface Target {
  job: string;
  url: string;
  token?: string;
}

/** A running Prometheus. */
export interface RunningPrometheus {
  /** The `data` of an answer of its API: `query?query=up`. */
  ask: <T>(path: string) => Promise<T>;
  stop: () => Promise<void>;
}

/** Starts one that scrapes these each second, with the rules of deploy/monitoring, and waits until it has heard each. */
export async function runPrometheus(
  program: string,
  dir: string,
  targets: readonly Target[],
): Promise<RunningPrometheus> {
  mkdirSync(dir, { recursive: true });
  const config = join(dir, 'prometheus.yaml');
  writeFileSync(config, stringify(configFor(targets)));
  const port = await freePort();
  const storage = ['--storage.tsdb.path', join(dir, 'data'), '--log.level=warn'];
  const child = await startChild({
    name: 'prometheus',
    command: program,
    args: ['--config.file', config, '--web.listen-address', `127.0.0.1:${port}`, ...storage],
    logFile: join(dir, 'prometheus.log'),
    onSpawn: endWithParent,
  });
  async function ask<T>(path: string): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`);
    const answer = (await response.json()) as { status: string; data: T; error?: string };
    if (answer.status !== 'success') throw new Error(answer.error ?? `status ${response.status}`);
    return answer.data;
  }
  const allUp = async () => {
    const { result } = await ask<{ result: object[] }>('query?query=up%20%3D%3D%201').catch(() => ({
      result: [],
    }));
    return result.length === targets.length;
  };
  await until(allUp, { deadlineMs: 120_000, everyMs: 500, what: 'Prometheus to scrape all targets' });
  return { ask, stop: () => child.stop() };
}

function configFor(targets: readonly Target[]): object {
  return {
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    rule_files: [join(projectRoot, 'deploy/monitoring/rules.yaml')],
    scrape_configs: targets.map(({ job, url, token }) => {
      const { host, pathname, protocol } = new URL(url);
      return {
        ...{ job_name: job, metrics_path: pathname, scheme: protocol.replace(':', '') },
        ...(token === undefined ? {} : { authorization: { credentials: token } }),
        static_configs: [{ targets: [host] }],
      };
    }),
  };
}
