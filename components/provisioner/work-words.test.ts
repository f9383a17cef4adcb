import { expect, it } from 'vitest';
import { workStates } from '#lib/domain/provisioner-views.ts';
import { workAdvice, workLooks } from './work-words.ts';

it('every state has words of its own', () => {
  expect(new Set(workStates.map((state) => workLooks[state].label)).size).toBe(workStates.length);
});

it('says what can be done, and nothing where it knows nothing', () => {
  expect(workAdvice('Forbidden')).toContain('Bring its roles and the admission policies up to date');
  expect(workAdvice('Perhaps')).toBe('');
});
