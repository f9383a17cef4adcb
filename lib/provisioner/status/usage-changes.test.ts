import fc from 'fast-check';
import { expect, test } from 'vitest';
import { usageChanges } from './usage-changes.ts';

const of = (used: string, hard = '10') => ({ used, hard });

test('only what is new or different is a change', () => {
  const known = { pods: of('1'), secrets: of('2'), services: of('3') };
  const now = { pods: of('1'), secrets: of('4'), services: of('3', '20'), configmaps: of('0') };
  expect(usageChanges(known, now)).toEqual({
    ...{ secrets: of('4'), services: of('3', '20'), configmaps: of('0') },
  });
  expect(usageChanges(now, now)).toEqual({});
});

test('names of objects are keys like any other', () => {
  expect(Object.keys(usageChanges({}, { constructor: of('1') }))).toEqual(['constructor']);
});

const usage = fc.dictionary(
  fc.constantFrom('a', 'b', 'c'),
  fc.record({ used: fc.constantFrom('1', '2'), hard: fc.constantFrom('5', '6') }),
);

test('whoever holds on to what he heard last knows everything from the changes alone', () => {
  fc.assert(
    fc.property(fc.array(usage, { minLength: 1 }), (moments) => {
      let sampled = {};
      let told = {};
      for (const now of moments) {
        told = { ...told, ...usageChanges(sampled, now) };
        sampled = { ...sampled, ...now };
        expect(told).toMatchObject(now);
      }
    }),
  );
});
