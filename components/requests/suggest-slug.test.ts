import { expect, test } from 'vitest';
import { teamSlugProblem } from '#lib/domain/name.ts';
import { suggestSlug } from './suggest-slug.ts';

test.each([
  ['Payments', 'payments'],
  ['Søk & Data', 'sok-data'],
  ['  2nd Line Größe ', 'nd-line-grosse'],
  ['***', ''],
  ['A very long name of a team that goes on', 'a-very-long-name-of-a-team-tha'],
])('%s', (name, slug) => {
  expect(suggestSlug(name)).toBe(slug);
  if (slug !== '') expect(teamSlugProblem(slug)).toBeNull();
});
