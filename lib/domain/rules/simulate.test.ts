import { expect, test } from 'vitest';
import { budgetEffect } from '../budget.ts';
import { emptyRule } from './rule.ts';
import { type Happened, type PastCase, simulate, simulationSchema } from './simulate.ts';

const hour = 3_600_000;
const dev = { ...emptyRule, name: 'Dev', stages: ['dev' as const] };

function past(number: number, happened: Happened, stage = 'dev', hours = number): PastCase {
  return {
    number,
    what: `payments-e${number}`,
    team: { slug: 'payments', name: 'Payments' },
    at: hours * hour,
    happened,
    facts: {
      type: 'create-environment',
      team: 'payments',
      classes: [{ slug: 'c', stage }],
      classAllows: false,
      limits: [],
      use: [],
      budget: budgetEffect({ 'requests.cpu': '9' }, [], null, { 'requests.cpu': '1' }),
    },
  };
}

test('what a person rejected and the rules would approve comes first, then what would have to wait now', () => {
  const cases = [
    past(1, 'approved'),
    past(2, 'rejected'),
    past(3, 'automatic'),
    past(4, 'automatic', 'prod'),
    past(5, 'rejected', 'prod'),
    past(6, 'withdrawn'),
  ];
  const result = simulate([dev], cases, false);
  expect(result.rows.map(({ number, verdict }) => `${number} ${verdict}`)).toEqual([
    '2 approve',
    '4 ask',
    '1 approve',
    '6 approve',
  ]);
  expect(result).toMatchObject({
    requests: 6,
    approved: 4,
    missing: 0,
    rejectedByPerson: 1,
    approvedByPerson: 1,
    noLongerAutomatic: 1,
    byRule: [{ rule: 'Dev', approved: 4 }],
    teams: [{ slug: 'payments', approved: 4, asked: 2 }],
  });
  expect(simulationSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
});

test('a daily limit counts what the rules themselves approved in the 24 hours before', () => {
  const limited = { ...dev, dailyLimit: 2 };
  const cases = [past(1, 'pending', 'dev', 0), past(2, 'pending', 'dev', 1), past(3, 'pending', 'dev', 23)];
  const later = past(4, 'pending', 'dev', 25);
  const { rows } = simulate([limited], [later, ...cases], false);
  expect(rows.map(({ number }) => number)).toEqual([4, 2, 1]);
});

test('what was not known is counted, and waits for a person', () => {
  const unknown = { ...past(1, 'approved'), facts: { ...past(1, 'approved').facts, budget: null } };
  expect(simulate([dev], [unknown], true)).toMatchObject({
    approved: 0,
    missing: 1,
    limited: true,
    rows: [],
  });
});
