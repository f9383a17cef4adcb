import { expect, it } from 'vitest';
import { createInternTable } from './intern.ts';
import { createUsageTexts } from './usage-texts.ts';

const pods = (used: string) => ({ pods: { used, hard: '20' } });

it('says whether a usage differs from the one before, and gives it back', () => {
  const usages = createUsageTexts();
  expect(usages.of('one')).toEqual({});
  expect([
    usages.keep('one', pods('1')),
    usages.keep('one', pods('1')),
    usages.keep('one', pods('2')),
  ]).toEqual([true, false, true]);
  expect(usages.of('one')).toEqual(pods('2'));
  expect(usages.of('two')).toEqual({});
});

it('keeps equal usages once, and none that is past', () => {
  const table = createInternTable();
  const [shown, sampled] = [createUsageTexts(table), createUsageTexts(table)];
  for (let id = 0; id < 1_000; id += 1) {
    shown.keep(String(id), pods('0'));
    sampled.keep(String(id), pods('0'));
  }
  expect(table.size().texts).toBe(1);
  shown.keep('7', pods('3'));
  expect(table.size().texts).toBe(2);
  shown.keep('7', pods('0'));
  expect(table.size().texts).toBe(1);
});
