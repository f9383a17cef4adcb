import { expect, test } from 'vitest';
import { capacityErrors, factorText, readCapacity } from './capacity-form-values.ts';

test('a key without amount and factor is not planned; without an amount the nodes count', () => {
  const values = {
    'amount.requests.cpu': '',
    'factor.requests.cpu': '1.5',
    'amount.pods': '',
    'factor.pods': '',
    'amount.requests.memory': '64Gi',
    'factor.requests.memory': '',
    otherKey: 'requests.nvidia.com/gpu',
    otherAmount: '4',
    otherFactor: '1',
  };
  expect(readCapacity(values)).toEqual({
    'requests.cpu': { amount: null, perMille: 1500 },
    'requests.memory': { amount: '64Gi', perMille: 1000 },
    'requests.nvidia.com/gpu': { amount: '4', perMille: 1000 },
  });
});

test.each([
  ['1', 1000],
  ['0.8', 800],
  ['1,25', 1250],
  ['two', Number.NaN],
  ['1.0005', Number.NaN],
])('the factor %s is %s thousandths', (text, perMille) => {
  expect(readCapacity({ 'factor.pods': text }).pods?.perMille).toBe(perMille);
});

test('a factor reads as it was written', () => {
  expect([factorText(1500), factorText(1000), factorText(800)]).toEqual(['1.5', '1', '0.8']);
});

test('messages stand at their fields', () => {
  const errors = { 'keys.requests.cpu': 'a', 'keys.pods.perMille': 'b', 'keys.gpu': 'c', reason: 'd' };
  expect(capacityErrors(errors, { otherKey: 'gpu' })).toEqual({
    'amount.requests.cpu': 'a',
    'factor.pods': 'b',
    otherKey: 'c',
    reason: 'd',
  });
});
