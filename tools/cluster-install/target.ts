import { execFile } from 'node:child_process';
import { delimiter } from 'node:path';
import { promisify } from 'node:util';
import { resolveBinaries } from '#tools/control-plane/binaries.ts';
import { failure } from '#tools/process/failure.ts';
import { type AdminAccess, runKubectl } from './kubectl.ts';

/** A cluster that somebody chose by KUBECONFIG, with the words by which he recognizes it. */
export interface Target extends AdminAccess {
  context: string;
  server: string;
}

/** Reads which cluster KUBECONFIG names; fails in the person's words. `how` says what needs it. */
export async function readTarget(how: string, report: (line: string) => void): Promise<Target> {
  const adminKubeconfig = process.env.KUBECONFIG?.split(delimiter)[0];
  if (!adminKubeconfig)
    throw failure(`${how} needs KUBECONFIG: the path of a kubeconfig with administrator rights.`);
  const access = { adminKubeconfig, kubectl: await findKubectl(report) };
  const read = (path: string) =>
    runKubectl(access, ['config', 'view', '--minify', '-o', `jsonpath=${path}`]).catch((error: Error) => {
      throw failure(`KUBECONFIG (${adminKubeconfig}) can't be used: ${error.message}`, error);
    });
  const [context, server] = await Promise.all([
    read('{.current-context}'),
    read('{.clusters[0].cluster.server}'),
  ]);
  return { ...access, context, server };
}

async function findKubectl(report: (line: string) => void): Promise<string> {
  try {
    await promisify(execFile)('kubectl', ['version', '--client']);
    return 'kubectl';
  } catch {
    return (await resolveBinaries({ report })).binaries.kubectl;
  }
}
