import { expect, test } from 'vitest';
import { type LoggedRun, lastOfEach } from './fault-log.ts';
import { faultTable, replaceSection } from './fault-table.ts';

const row = { number: 9, name: 'k-th object fails', budgetSeconds: 5, run: async () => undefined };
const agreed = (ms: number) => ({ what: 'as agreed', ms, goalMs: 5_000 });
const held: LoggedRun = {
  row: 9,
  seed: 4,
  convergedMs: 1_200,
  timings: [agreed(1_200), { what: 'stall found', ms: 30_000, goalMs: 37_000 }],
  violations: [],
  commit: 'abcdef1',
  at: '2026-11-28T10:00:00.000Z',
  load: 7,
};
const broken = {
  ...held,
  seed: 5,
  convergedMs: 9_000,
  timings: [agreed(9_000)],
  violations: ['I1: x'],
  commit: 'abcdef2',
  at: '2026-11-29T10:00:00.000Z',
  load: 3,
};

test('a line a row, with what broke it and what was slow', () => {
  const text = faultTable([row], [held, broken]);
  expect(text).toContain(
    '2026-11-28 to 2026-11-29, commits abcdef1, abcdef2, load average 3 to 7: **2 runs of 1 rows, 1 with a violation; 1 slower',
  );
  expect(text).toContain(
    '| 9 | k-th object fails | 2 | 1 (not with 5) | 1 | 9.0 s | 5 s | stall found 30.0 s of 37.0 s |',
  );
});

test('of a row and a seed the last run counts', () => {
  const again = { ...broken, violations: [] };
  expect(lastOfEach([held, broken, again])).toEqual([held, again]);
});

test('a section takes the place of the one before, and the others stay', () => {
  const document = '# Soak\n\nWords.\n\n## Fuzz\nOld.\n';
  const once = replaceSection(document, 'Fault matrix', 'First.');
  expect(once).toBe('# Soak\n\nWords.\n\n## Fuzz\nOld.\n\n## Fault matrix\nFirst.\n');
  expect(replaceSection(once, 'Fault matrix', 'Second.')).toBe(once.replace('First.', 'Second.'));
  expect(replaceSection(once, 'Fuzz', 'New.')).toBe(once.replace('Old.\n', 'New.\n'));
});
