import { afterAll, beforeAll, expect, test } from 'vitest';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { createTestDatabase } from '#tools/test/database.ts';
import { createWorld, type World } from '../request/world.test-fixture.ts';
import { archiveClass } from './archive-class.ts';
import { createClass } from './create-class.ts';
import { createClassVersion } from './create-class-version.ts';
import { ensureShippedClasses } from './ensure-shipped-classes.ts';
import { getClass } from './get-class.ts';
import { listClasses } from './list-classes.ts';
import { pageClasses } from './page-classes.ts';

let world: World;
const spec = structuredClone(shippedClasses[0]?.spec) ?? expect.fail('no class is shipped');

beforeAll(async () => {
  world = await createWorld(await createTestDatabase());
});
afterAll(() => world.end());

test('an installation that has classes is left alone', async () => {
  await expect(ensureShippedClasses(await world.actor('ada'))).resolves.toBe(0);
});

test('only admins write classes; everyone reads them', async () => {
  for (const name of ['olga', 'dev', 'vera', 'stranger']) {
    const actor = await world.actor(name);
    for (const work of [
      () => createClass(actor, { slug: 'mine', name: 'Mine', spec }),
      () => createClassVersion(actor, { class: 'dev', baseVersion: 1, spec }),
      () => archiveClass(actor, { class: 'dev' }),
      () => ensureShippedClasses(actor),
    ])
      await expect(work()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await listClasses(actor)).map(({ slug }) => slug)).toContain('dev');
  }
});

test('a class gets versions; the loser of a race is told, and old versions stay as they are', async () => {
  const ada = await world.actor('ada');
  const made = await createClass(ada, { slug: 'batch', name: 'Batch', spec });
  expect(made).toMatchObject({ slug: 'batch', version: 1, environmentCount: 0, spec });
  await expect(createClass(ada, { slug: 'batch', name: 'Again', spec })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  const ends = await Promise.allSettled(
    ['One', 'Two'].map((description) =>
      createClassVersion(ada, { class: 'batch', baseVersion: 1, spec: { ...spec, description } }),
    ),
  );
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'STALE' } });
  await expect(getClass(ada, { class: 'batch', version: '1' })).resolves.toMatchObject({ version: 1, spec });
  const { version, versions } = await getClass(ada, { class: 'batch' });
  expect(version).toBe(2);
  expect(versions.map(({ version: number, createdBy }) => [number, createdBy])).toEqual([
    [2, 'ada'],
    [1, 'ada'],
  ]);
  const seen = await getClass(await world.actor('vera'), { class: 'batch' });
  expect(seen.versions.map(({ createdBy }) => createdBy)).toEqual([null, null]);
});

test('a class that would refuse every pod is refused, with the field', async () => {
  const ada = await world.actor('ada');
  const tight = structuredClone(spec);
  tight.quota['requests.memory'] = { min: '1Mi', default: '2Mi', max: '3Mi' };
  await expect(createClass(ada, { slug: 'tight', name: 'Tight', spec: tight })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    fieldErrors: { 'spec.containerDefaults.requests.memory': expect.stringContaining('would not fit') },
  });
});

test('an archived class is off the list and takes no version', async () => {
  const ada = await world.actor('ada');
  await createClass(ada, { slug: 'old', name: 'Old', spec });
  await archiveClass(ada, { class: 'old' });
  expect((await listClasses(ada)).map(({ slug }) => slug)).not.toContain('old');
  expect((await listClasses(ada, { archived: 'true' })).map(({ slug }) => slug)).toContain('old');
  expect((await pageClasses(ada, { state: 'archived' })).items.map(({ slug }) => slug)).toEqual(['old']);
  const work = createClassVersion(ada, { class: 'old', baseVersion: 1, spec });
  await expect(work).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(archiveClass(ada, { class: 'nothing' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the list of administration is searched, sorted and paged in the database', async () => {
  const ada = await world.actor('ada');
  const { total, items } = await pageClasses(ada, { pageSize: 2, page: 2 });
  const all = await listClasses(ada);
  expect(total).toBe(all.length);
  expect(items.map(({ slug }) => slug)).toEqual(all.slice(2, 4).map(({ slug }) => slug));
  const names = (await pageClasses(ada, { sort: 'name', direction: 'desc' })).items.map(({ name }) => name);
  expect(names.length).toBeGreaterThan(1);
  expect(names).toEqual([...names].sort().reverse());
  expect((await pageClasses(ada, { q: '%' })).total).toBe(0);
  await expect(pageClasses(ada, { sort: 'spec' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
