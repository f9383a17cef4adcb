import { expect, test } from 'vitest';
import { recoveryTable } from './recovery.ts';

test('each step of a rehearsal is a line with its time', () => {
  const steps = [
    { what: 'restored', ms: 1_234 },
    { what: 'agreed', ms: 60_000 },
  ];
  const lines = recoveryTable([{ loss: 'Database lost', steps }], '2 environments').split('\n');
  expect(lines[0]).toContain('2 environments. Written by it');
  expect(lines.slice(-2)).toEqual([
    '| Database lost | restored | 1.2 s |',
    '| Database lost | agreed | 60.0 s |',
  ]);
});
