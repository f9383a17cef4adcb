import { expect, it } from 'vitest';
import { fieldManager } from '../desired/ownership.ts';
import { renderEnvironment } from '../desired/render-environment.ts';
import { observedAs, testSpec } from '../desired/spec.test-fixture.ts';
import { editorBetween, lastForeignManager, writersOf } from './field-managers.ts';

const entry = (manager: string, day: number) => ({
  manager,
  operation: 'Update',
  time: `2026-01-0${day}T00:00:00Z`,
});
const ours = entry(fieldManager, 2);

it.each([
  ['an edit', [ours], [ours, entry('kubectl-edit', 3)], 'kubectl-edit'],
  ['a second edit of the same manager', [ours, entry('helm', 3)], [ours, entry('helm', 4)], 'helm'],
  [
    'a removal, long after somebody else’s harmless edit',
    [ours, entry('helm', 3)],
    [ours, entry('helm', 3)],
    null,
  ],
  ['our own repair', [ours, entry('helm', 3)], [entry(fieldManager, 4)], null],
] as const)('%s', (_title, before, after, expected) => {
  expect(editorBetween(before, after, fieldManager)).toBe(expected);
});

it.each([
  [
    'the newest that is not older than ours',
    [entry('helm', 3), entry('kubectl-edit', 4), ours],
    'kubectl-edit',
  ],
  ['nobody who wrote before us', [entry('helm', 1), ours], null],
  ['nobody', [], null],
] as const)('of an object that is new to us: %s', (_title, managedFields, expected) => {
  const [manifest] = renderEnvironment(testSpec());
  if (!manifest) throw new Error('There is no manifest.');
  const object = observedAs(manifest);
  object.metadata.managedFields = [...managedFields];
  expect(lastForeignManager(object, fieldManager)).toBe(expected);
  expect(lastForeignManager({ ...object, editor: 'seen' }, fieldManager)).toBe('seen');
});

it('controllers that write a subresource are no editors', () => {
  expect(writersOf([{ ...entry('kube-controller-manager', 3), subresource: 'status' }, ours])).toEqual([
    ours,
  ]);
});
