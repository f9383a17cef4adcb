import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { resolveHelm } from '#tools/helm/resolve-helm.ts';
import { failure } from '#tools/process/failure.ts';
import { projectRoot } from '#tools/process/roots.ts';

/** The folder of the chart. */
export const chartFolder: string = join(projectRoot, 'deploy/chart');

/** An object as a chart renders it. */
export interface Rendered {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  [field: string]: unknown;
}

/** Runs Helm; its output. The error is what it said, in one text. */
export async function runHelm(args: string[], env: Record<string, string> = {}): Promise<string> {
  const helm = await resolveHelm((line) => console.log(`helm: ${line}`));
  try {
    const options = { env: { ...process.env, ...env }, maxBuffer: 32 * 1024 * 1024 };
    return (await promisify(execFile)(helm, args, options)).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw failure(`helm ${args[0]} failed: ${stdout}${stderr}`, error);
  }
}

/** Options that name files with values, by their names in deploy/chart/ci. */
export function valueFiles(...names: string[]): string[] {
  return names.map((name) => `--values=${join(chartFolder, 'ci', `${name}.yaml`)}`);
}

/** The objects of the chart with these values, hooks included. */
export async function renderChart(...options: string[]): Promise<Rendered[]> {
  const where = ['--namespace=bailiwick-system', '--kube-version=1.36.0'];
  const text = await runHelm(['template', 'bailiwick', chartFolder, ...where, ...options]);
  return parseAllDocuments(text)
    .map((document) => document.toJS() as Rendered | null)
    .filter((object) => object !== null);
}
