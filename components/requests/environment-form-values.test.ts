import { describe, expect, test } from 'vitest';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import type { ClassView } from '#lib/domain/views.ts';
import {
  initialValues,
  lifetimeProblem,
  problemsOf,
  questionOf,
  withClass,
} from './environment-form-values.ts';

const classes: ClassView[] = shippedClasses.map(({ slug, name, spec }) => ({
  id: slug,
  slug,
  name,
  position: 0,
  archivedAt: null,
  versionId: slug,
  version: 1,
  spec,
  environmentCount: 0,
}));

function classOf(slug: string): ClassView {
  const found = classes.find((each) => each.slug === slug);
  if (!found) throw new Error(`no class ${slug}`);
  return found;
}

const [dev, prod, preview] = [classOf('dev'), classOf('prod'), classOf('preview')];

describe('the form that asks for an environment', () => {
  test('begins with the sizes of the class and lacks only name and reason', () => {
    const values = initialValues(classes, { classSlug: 'dev' });
    expect(Object.keys(problemsOf(values, dev.spec))).toEqual(['slug', 'reason']);
  });

  test('takes a draft as it was, and drops a class that is gone', () => {
    const draft = { classSlug: 'gone', slug: 'qa2', reason: 'to try', 'quota.pods': '7' };
    const values = initialValues([dev], draft);
    expect(values).toMatchObject({ classSlug: 'dev', slug: 'qa2', reason: 'to try', 'quota.pods': '7' });
  });

  test('another class keeps what was typed as long as it is possible there', () => {
    const typed = { ...initialValues(classes, { classSlug: 'dev' }), slug: 'x', 'quota.pods': '1' };
    const moved = withClass({ ...typed, 'quota.requests.cpu': '999' }, prod, dev);
    expect(moved.slug).toBe('x');
    expect(moved['quota.requests.cpu']).toBe(prod.spec.quota['requests.cpu']?.default);
    expect(problemsOf({ ...moved, reason: 'r' }, prod.spec)).toEqual({});
  });

  test('sizes that nobody touched follow the class', () => {
    const values = withClass(initialValues(classes, { classSlug: 'dev' }), prod, dev);
    expect(values['quota.limits.memory']).toBe(prod.spec.quota['limits.memory']?.default);
  });

  test('an expiring class brings its lifetime', () => {
    const values = withClass(initialValues(classes, { classSlug: 'dev' }), preview, dev);
    expect(values.lifetimeDays).toBe(String(preview.spec.lifetimeDays));
    expect(questionOf(values, 1).lifetimeDays).toBe(preview.spec.lifetimeDays);
  });
});

test.each([
  ['', null, null],
  ['', 30, 'Give the number of days.'],
  ['30', 30, null],
  ['31', 30, 'At most 30 days in this class.'],
  ['0', null, 'Give a whole number of days.'],
  ['1.5', null, 'Give a whole number of days.'],
  ['3651', null, 'At most 3650 days.'],
])('a lifetime of %j with %s at most', (text, longest, expected) => {
  expect(lifetimeProblem(text, longest)).toBe(expected);
});
