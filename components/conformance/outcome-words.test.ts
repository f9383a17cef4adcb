import { expect, test } from 'vitest';
import type { CheckOutcome } from '#lib/domain/conformance.ts';
import { outcomeWords } from './outcome-words.ts';

const waiver = {
  check: 'node-port',
  reason: 'A migration.',
  approvedBy: { id: 'a', name: 'Alex', email: null },
  createdAt: '2026-01-01T00:00:00Z',
  expiresAt: '2026-02-01T00:00:00Z',
};

test.each<[CheckOutcome, boolean, string]>([
  ['pass', false, 'Passed'],
  ['pass', true, 'Passed'],
  ['by-design', true, 'By design'],
  ['fail', false, 'Failed'],
  ['fail', true, 'Waived'],
  ['error', false, 'Not known'],
  ['error', true, 'Waived'],
])('%s, waived: %s, reads %s', (outcome, waived, label) => {
  expect(outcomeWords({ outcome, waiver: waived ? waiver : null }).label).toBe(label);
});
