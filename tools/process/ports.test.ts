import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { freePort } from './ports.ts';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** A process that chooses three ports, says which, and keeps them until its input ends. */
function chooser(first: number): ChildProcess {
  const script = `
    import { freePort } from '${import.meta.dirname}/ports.ts';
    process.stdin.resume();
    process.stdin.once('data', async () => {
      const ports = [await freePort(${first}), await freePort(${first}), await freePort()];
      process.stdout.write(JSON.stringify(ports), () => process.stdout.end());
    });
    process.stderr.write('ready');`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script]);
  started.push(child);
  return child;
}

async function chosen(child: ChildProcess): Promise<number[]> {
  return JSON.parse(await text(child.stdout as NonNullable<ChildProcess['stdout']>)) as number[];
}

test('processes that choose at the same moment never get the same port', async () => {
  const choosers = Array.from({ length: 6 }, () => chooser(43_000));
  await Promise.all(choosers.map((child) => once(child.stderr as NodeJS.ReadableStream, 'data')));
  for (const child of choosers) child.stdin?.write('go');
  const ports = (await Promise.all(choosers.map(chosen))).flat();
  expect(ports).toHaveLength(18);
  expect(new Set(ports).size).toBe(18);
});

test('what a killed process had chosen is free again', async () => {
  const child = chooser(43_200);
  child.stdin?.write('go');
  const [port = 0] = await chosen(child);
  expect(await freePort(port)).not.toBe(port);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await freePort(port)).toBe(port);
});

test('a port that a stranger listens on, on any address, is passed over', async () => {
  const taken = await freePort(43_400);
  const server = createServer().listen(taken + 1, '::');
  await once(server, 'listening');
  expect(await freePort(taken)).toBeGreaterThan(taken + 1);
  server.close();
});
