import { expect, test } from 'vitest';
import { createStatementNames } from './statement-names.ts';

test('a statement has a name from its second time on, each its own', () => {
  const nameOf = createStatementNames();
  expect(nameOf({ sql: 'SELECT 1' })).toBeUndefined();
  const one = nameOf({ sql: 'SELECT 1' });
  expect(one).toMatch(/^[\w-]{43}$/);
  expect(nameOf({ sql: 'SELECT 1' })).toBe(one);
  expect(nameOf({ sql: 'SELECT 2' })).toBeUndefined();
  expect(nameOf({ sql: 'SELECT 2' })).not.toBe(one);
});

test('there are never more than the server can bear', () => {
  const nameOf = createStatementNames();
  const statements = Array.from({ length: 1_000 }, (_, index) => ({ sql: `SELECT ${index}` }));
  statements.forEach(nameOf);
  const names = statements.map(nameOf).filter((name) => name !== undefined);
  expect(names).toHaveLength(500);
  expect(statements.map(nameOf).filter((name) => name !== undefined)).toEqual(names);
});
