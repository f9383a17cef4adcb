import { execFile } from 'node:child_process';
import { failure } from '#tools/process/failure.ts';

/** A cluster with an administrator's rights, and a kubectl that fits it. */
export interface AdminAccess {
  adminKubeconfig: string;
  kubectl: string;
}

/** Runs kubectl as the administrator; its output. The error names the command and says what kubectl said. */
export function runKubectl(access: AdminAccess, args: string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const flags = ['--kubeconfig', access.adminKubeconfig, ...args];
    const limits = { maxBuffer: 32 * 1024 * 1024 };
    const child = execFile(access.kubectl, flags, limits, (error, stdout, stderr) => {
      if (error)
        reject(
          failure(`kubectl ${args.slice(0, 2).join(' ')} failed: ${stderr.trim() || error.message}`, error),
        );
      else resolve(stdout);
    });
    child.stdin?.end(input);
  });
}
