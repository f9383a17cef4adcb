import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { describeProcess } from './ledger.ts';

let keeper: Writable | undefined;

/**
 * Whatever ends this process, `kill -9` included, ends that one too, with its process group, and also where it is frozen: a keeper
 * waits at the other end of a pipe, and when the pipe closes it kills what was entrusted to it.
 */
export function endWithParent(name: string, pid: number): void {
  keeper ??= startKeeper();
  keeper.write(`${JSON.stringify(describeProcess(name, pid))}\n`);
}

// In a session of its own, so that it outlives a signal to the whole process group of its parent.
function startKeeper(): Writable {
  const main = join(import.meta.dirname, 'keeper-main.ts');
  const child = spawn(process.execPath, [main], { detached: true, stdio: ['pipe', 'ignore', 'inherit'] });
  child.unref();
  (child.stdin as Writable & { unref: () => void }).unref();
  child.stdin.on('error', () => undefined);
  return child.stdin;
}
