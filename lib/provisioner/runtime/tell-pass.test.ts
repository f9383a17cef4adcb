import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { ClaimRow } from '#lib/data/provisioner/environment-row.ts';
import type { Condition } from '#lib/domain/condition.ts';
import { testSpec } from '../desired/spec.test-fixture.ts';
import type { PassRecord } from '../ports.ts';
import { endOf, tellPass } from './tell-pass.ts';

const condition = (status: Condition['status'], reason: string): Condition => ({
  ...{ type: 'Ready', status, reason, message: 'As it is.', observedGeneration: 2 },
  lastTransitionTime: '2026-11-24T12:00:00.000Z',
});
const before = [condition('True', 'Verified')];
const row: ClaimRow = {
  ...{ ...testSpec(), members: [], generation: 2, observedGeneration: 2, fence: 17n, retries: 0 },
  ...{
    namespaceUid: 'u',
    conditions: before,
    objects: [],
    foreignPolicies: [],
    attempts: 0,
    everReady: true,
  },
  ...{ healingPaused: false, deleteAt: null },
  trace: null,
  createdAt: new Date('2026-11-24T11:00:00Z'),
  ...{ teamId: 't', budget: {}, target: {}, quotaRevision: 1, ceiling: {} },
};
const done: PassRecord = {
  ...{ result: 'done', conditions: before, objects: [], observed: null, namespaceUid: 'u', attempts: 0 },
  ...{
    nextAttemptInMs: null,
    drift: [],
    contested: [],
    quotaSeen: true,
    becameReady: false,
    finalized: false,
  },
};
const drift: PassRecord['drift'] = [
  {
    ...{ kind: 'LimitRange', name: 'bailiwick', change: 'deleted', manager: null },
    ...{ editedAt: null, held: false, fields: [] },
  },
];

function told(record: Partial<PassRecord>, saved = true): Record<string, unknown> {
  const lines: string[] = [];
  const log = pino({ level: 'debug', base: {} }, { write: (line: string) => void lines.push(line) });
  const all = { ...done, ...record };
  tellPass(log, row, all, endOf(all, saved), 12.4);
  expect(lines).toHaveLength(1);
  const { time: _, ...line } = JSON.parse(lines[0] ?? '');
  return line;
}

it.each<[string, Partial<PassRecord>, boolean, number, object]>([
  ['nothing new is told to those who debug', {}, true, 20, { result: 'done' }],
  ['drift is news', { drift }, true, 30, { result: 'done', drift: 1 }],
  [
    'another condition is news',
    { conditions: [condition('False', 'HealingPaused')], result: 'held' },
    true,
    30,
    { result: 'held', reason: 'HealingPaused', why: 'As it is.' },
  ],
  ['a retry is trouble', { result: 'retry', attempts: 3, nextAttemptInMs: 900 }, true, 40, { attempts: 3 }],
  ['a record that was refused is trouble', {}, false, 40, { result: 'fenced' }],
  ['the end of an environment has its word', { finalized: true }, true, 20, { result: 'finalized' }],
])('%s', (_, record, saved, level, expected) => {
  expect(told(record, saved)).toMatchObject({ level, ...expected });
});

it('says whose pass it was, which, and how long it took', () => {
  expect(told({ drift })).toEqual({
    ...{ level: 30, msg: 'pass', environment: 'payments/qa1', generation: 2, pass: 'payments/qa1#17' },
    ...{ result: 'done', durationMs: 12, drift: 1 },
  });
});
