import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { until } from '#tools/test/until.ts';
import { endRecorded, livingOwner, openLedger } from './ledger.ts';
import { isSameProcess, processStartTime } from './start-time.ts';

const file = () => join(mkdtempSync(join(tmpdir(), 'ledger-')), 'children.json');

test('after kill -9 of the owner the next start finds its children and ends them', async () => {
  const ledger = file();
  // A real owner that spawns a real child through the same code as the stack, and then hangs.
  const script = `
    import { openLedger } from '${import.meta.dirname}/ledger.ts';
    import { startChild } from '${import.meta.dirname}/child.ts';
    const { record } = openLedger(${JSON.stringify(ledger)});
    await startChild({ name: 'sleeper', command: 'sleep', args: ['300'], logFile: ${JSON.stringify(`${ledger}.log`)}, onSpawn: record });
    setInterval(() => {}, 1000);`;
  const owner = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    cwd: process.cwd(),
  });
  const recorded = () => JSON.parse(readFileSync(ledger, 'utf8')).children[0];
  const child = await until(recorded, { deadlineMs: 10_000, what: 'the child to be recorded' });
  expect(livingOwner(ledger)?.pid).toBe(owner.pid);
  owner.kill('SIGKILL');
  await until(() => livingOwner(ledger) === undefined, { deadlineMs: 5000, what: 'the owner to be gone' });
  expect(isSameProcess(child)).toBe(true);
  expect(await endRecorded(ledger)).toEqual(['sleeper']);
  expect(isSameProcess(child)).toBe(false);
});

test('a child that ignores SIGTERM is killed', async () => {
  const ledger = file();
  const stubborn = spawn('sh', ['-c', "trap '' TERM; echo ready; while :; do sleep 0.1; done"], {
    detached: true,
  });
  await new Promise((resolve) => stubborn.stdout.once('data', resolve));
  openLedger(ledger).record('stubborn', stubborn.pid ?? 0);
  expect(await endRecorded(ledger)).toEqual(['stubborn']);
  expect(processStartTime(stubborn.pid ?? 0)).toBeUndefined();
});

test('a stranger who was given the same pid is left alone', async () => {
  const ledger = file();
  const stranger = spawn('sleep', ['300'], { detached: true });
  const pid = stranger.pid ?? 0;
  const children = [{ name: 'web', pid, startedAt: '1' }];
  writeFileSync(ledger, JSON.stringify({ owner: { name: 'owner', pid: 1, startedAt: '1' }, children }));
  expect(await endRecorded(ledger)).toEqual([]);
  expect(processStartTime(pid)).toBeDefined();
  stranger.kill('SIGKILL');
});

test('a ledger that was cut off or never written is no error', async () => {
  const ledger = file();
  expect(await endRecorded(ledger)).toEqual([]);
  writeFileSync(ledger, '{"owner":');
  expect(await endRecorded(ledger)).toEqual([]);
  expect(livingOwner(ledger)).toBeUndefined();
});
