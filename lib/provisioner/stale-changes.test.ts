import { expect, it } from 'vitest';
import type { ObservedObject } from './desired/observed-object.ts';
import { renderEnvironment } from './desired/render-environment.ts';
import { observeAll, patched, testSpec } from './desired/spec.test-fixture.ts';
import { type Change, planChanges } from './diff/plan.ts';
import { staleChanges } from './stale-changes.ts';

const desired = renderEnvironment(testSpec()).filter(({ kind }) => kind === 'LimitRange');
const [stored] = observeAll(desired).get('LimitRange') ?? [];
if (stored === undefined) throw new Error('There is no limit range.');
const edited = patched(stored, { spec: { limits: [] } });
const added = patched(stored, { metadata: { name: 'sly' } });
const create = planChanges(desired, new Map());
const repair = planChanges(desired, new Map([['LimitRange', [edited]]]));
const prune = planChanges(desired, new Map([['LimitRange', [stored, added]]]));
const away = async () => {
  throw new Error('away');
};

it.each<[string, readonly Change[], () => Promise<ObservedObject | null>, boolean]>([
  ['what is said to be deleted and is there', create, async () => stored, true],
  ['what is deleted', create, async () => null, false],
  ['what is said to be edited and is as agreed', repair, async () => stored, true],
  ['what is edited', repair, async () => edited, false],
  ['what the cluster says nothing about', repair, away, false],
  ['what nobody wants', prune, async () => null, false],
])('%s: %#', async (_title, plan, refresh, isStale) => {
  expect(plan).toHaveLength(1);
  expect(await staleChanges(plan, { refresh })).toEqual(isStale ? plan : []);
});
