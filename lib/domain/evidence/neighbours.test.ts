import { expect, test } from 'vitest';
import { parseQuantity } from '../quantity.ts';
import { type Holding, neighboursVerdict } from './neighbours.ts';

function holding(hard: string, max: string | null, measuredDays = 14): Holding {
  const amount = parseQuantity(max ?? '0');
  const use = max === null ? null : { measuredDays, p50: amount, p95: amount, max: amount, daily: [] };
  return { hard: parseQuantity(hard), use };
}

test.each<[string, Holding[], string, string]>([
  ['none', [], 'unknown', 'It is the first environment of the team.'],
  [
    'one',
    [holding('4', '3')],
    'fits',
    'The team’s other environment used at most 75 % of its CPU requests in 14 days.',
  ],
  [
    'idle ones',
    [holding('4', '1'), holding('16', '500m')],
    'doubtful',
    'The team’s 2 other environments used at most 7 % of their CPU requests in 14 days.',
  ],
  [
    'one too young',
    [holding('4', '3'), holding('4', '4', 2)],
    'unknown',
    'Not all of the team’s environments were measured for three days: too little to tell.',
  ],
  [
    'one not measured',
    [holding('4', '3'), holding('4', null)],
    'unknown',
    'Not all of the team’s environments were measured for three days: too little to tell.',
  ],
  ['without any', [holding('0', '0')], 'unknown', 'The team’s environments have no CPU requests yet.'],
])('%s', (_what, holdings, tone, sentence) => {
  expect(neighboursVerdict('requests.cpu', holdings, 14)).toEqual({ tone, sentence });
});
