import { expect, test } from 'vitest';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { specChanges } from './spec-changes.ts';

const spec = shippedClasses[0]?.spec;

test('a class does not differ from itself; a new key, a changed and a removed value are told apart', () => {
  if (!spec) throw new Error('no shipped class');
  expect(specChanges(spec, structuredClone(spec))).toEqual([]);
  const { pods, ...others } = spec.quota;
  const next = {
    ...spec,
    lifetimeDays: null,
    quota: { ...others, 'count/x': { default: '1', min: '0', max: '2' } },
  };
  const before = { ...spec, lifetimeDays: 9 };
  const byPath = (one: { path: string }, other: { path: string }) => one.path.localeCompare(other.path);
  const expected = [
    { path: 'quota › pods › min', before: pods?.min, after: undefined },
    { path: 'quota › pods › default', before: pods?.default, after: undefined },
    { path: 'quota › pods › max', before: pods?.max, after: undefined },
    { path: 'lifetimeDays', before: '9', after: 'none' },
    { path: 'quota › count/x › default', before: undefined, after: '1' },
    { path: 'quota › count/x › min', before: undefined, after: '0' },
    { path: 'quota › count/x › max', before: undefined, after: '2' },
  ];
  expect(specChanges(before, next).toSorted(byPath)).toEqual(expected.toSorted(byPath));
});

test('rules are told in words, a list as a whole', () => {
  if (!spec) throw new Error('no shipped class');
  const guardrails = { ...spec.guardrails, exec: false, registries: ['ghcr.io/acme/', 'quay.io/'] };
  expect(specChanges(spec, { ...spec, guardrails })).toEqual([
    { path: 'Entering running pods', before: 'admins and developers', after: 'nobody' },
    { path: 'Images from', before: 'any registry', after: 'ghcr.io/acme/, quay.io/' },
  ]);
});
