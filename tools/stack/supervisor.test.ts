import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { processStartTime } from '#tools/process/start-time.ts';
import { superviseChildren } from './supervisor.ts';

function begin() {
  const dir = mkdtempSync(join(tmpdir(), 'supervisor-'));
  const supervisor = superviseChildren(join(dir, 'children.json'));
  const shell = (name: string, script: string) => ({
    name,
    command: 'sh',
    args: ['-c', script],
    logFile: join(dir, `${name}.log`),
  });
  return { dir, supervisor, shell };
}

test('a child that dies by itself is named, with the end of its log', async () => {
  const { supervisor, shell } = begin();
  await supervisor.run(shell('web', 'echo out of luck; exit 3'), 'first');
  await expect(supervisor.failed).rejects.toThrow(/web ended unexpectedly \(3\)[\s\S]*out of luck/);
  await supervisor.stopAll();
});

test('children end in order: the web server before the database', async () => {
  const { dir, supervisor, shell } = begin();
  const quit = (name: string) =>
    `trap 'echo ${name} >> ${dir}/order; exit 0' TERM; echo up; while :; do sleep 0.05; done`;
  const children = [
    await supervisor.run(shell('database', quit('database')), 'last'),
    await supervisor.run(shell('identity', quit('identity')), 'then'),
    await supervisor.run(shell('web', quit('web')), 'first'),
  ];
  for (const child of children) await expect.poll(() => readFileSync(child.logFile, 'utf8')).toContain('up');
  await supervisor.stopAll();
  expect(readFileSync(join(dir, 'order'), 'utf8').trim().split('\n')).toEqual([
    'web',
    'identity',
    'database',
  ]);
  expect(children.map((child) => processStartTime(child.pid))).toEqual([undefined, undefined, undefined]);
});

test('a child that will not end is killed in time, with what it started', async () => {
  const { supervisor, shell } = begin();
  const child = await supervisor.run(
    shell('web', "trap '' TERM; sleep 300 & echo $!; wait; sleep 300"),
    'first',
  );
  await expect.poll(() => readFileSync(child.logFile, 'utf8')).toMatch(/\d+/);
  const began = performance.now();
  await supervisor.stopAll();
  expect(performance.now() - began).toBeLessThan(60_000);
  await expect.poll(() => processStartTime(Number(readFileSync(child.logFile, 'utf8')))).toBeUndefined();
});

test('a job that fails is a failure with its log', async () => {
  const { supervisor, shell } = begin();
  await supervisor.runToEnd(shell('fine', 'exit 0'));
  await expect(supervisor.runToEnd(shell('demo', 'echo no team; exit 1'))).rejects.toThrow(
    /demo failed \(1\)[\s\S]*no team/,
  );
});
