import { afterEach, expect } from 'vitest';

// Node gives each such warning once a process, so it stays with the first test that earned it.
const warnings: string[] = [];
process.on('warning', (warning) => {
  if (warning.name === 'DeprecationWarning') warnings.push(warning.message);
});

afterEach(() => {
  expect(warnings.splice(0), 'what this test did will stop to work').toEqual([]);
});
