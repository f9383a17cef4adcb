import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { until } from '#tools/test/until.ts';
import { isSameProcess, processStartTime } from './start-time.ts';

// A real parent with a child that ignores signals and one that is frozen, which then hangs as a test does in the middle of its work.
const script = `
  import { spawn } from 'node:child_process';
  import { endWithParent } from '${import.meta.dirname}/keeper.ts';
  const stubborn = spawn('sh', ['-c', "trap '' TERM HUP INT; while :; do sleep 0.1; done"], { detached: true, stdio: 'ignore' });
  const frozen = spawn('sleep', ['300'], { stdio: 'ignore' });
  for (const child of [stubborn, frozen]) endWithParent('child', child.pid);
  process.kill(frozen.pid, 'SIGSTOP');
  console.log(JSON.stringify([stubborn.pid, frozen.pid]));
  setInterval(() => {}, 1000);`;

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'whoever ends by %s takes its children along',
  async (signal) => {
    const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', script]);
    let told = '';
    parent.stdout.on('data', (data) => {
      told += data;
    });
    const pids = await until(() => (told.endsWith('\n') ? (JSON.parse(told) as number[]) : null), {
      deadlineMs: 30_000,
      what: 'the children to be there',
    });
    const children = pids.map((pid) => ({ pid, startedAt: processStartTime(pid) ?? 'gone' }));
    expect(children.map(isSameProcess)).toEqual([true, true]);
    parent.kill(signal);
    const isOver = () => !children.some(isSameProcess);
    await until(isOver, { deadlineMs: 30_000, what: 'the children to end' });
  },
  90_000,
);

test('a process with children that are kept ends by itself', async () => {
  const ending = script.replace('setInterval(() => {}, 1000);', 'stubborn.unref(); frozen.unref();');
  const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', ending], {
    stdio: 'ignore',
  });
  await until(() => parent.exitCode === 0, { deadlineMs: 30_000, what: 'the parent to end' });
});
