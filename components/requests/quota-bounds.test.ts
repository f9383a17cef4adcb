import { describe, expect, test } from 'vitest';
import { quotaProblem, stepQuota } from './quota-bounds.ts';

const cpu = { min: '500m', max: '8' };
const memory = { min: '512Mi', max: '32Gi' };
const pods = { min: '1', max: '100' };

describe('what is typed for a size', () => {
  test.each([
    ['requests.cpu', '2', cpu, null],
    ['requests.cpu', ' 1500m ', cpu, null],
    ['requests.cpu', '', cpu, 'Give an amount for CPU requests.'],
    ['requests.cpu', '2 cores', cpu, 'Write an amount like 500m or 2.'],
    ['requests.cpu', '100m', cpu, 'At least 0.5 CPU.'],
    ['requests.cpu', '9', cpu, 'At most 8 CPU in this class.'],
    ['requests.memory', '4Gi', memory, null],
    ['requests.memory', '4GB', memory, 'Write an amount like 512Mi or 4Gi.'],
    ['requests.memory', '1Ti', memory, 'At most 32 GiB in this class.'],
    ['pods', '500m', pods, 'Only whole numbers can be granted here.'],
    ['pods', '-1', pods, 'At least 1.'],
    ['requests.cpu', '1500u', cpu, 'CPU is granted in thousandths (1m) at the finest.'],
  ])('%s %j', (key, text, bounds, expected) => {
    expect(quotaProblem(key, text, bounds)).toBe(expected);
  });
});

describe('steps', () => {
  test.each([
    ['requests.cpu', '2', 1, '2500m'],
    ['requests.cpu', '2', -1, '1500m'],
    ['requests.cpu', '1', -1, '750m'],
    ['requests.cpu', '4', 1, '5'],
    ['requests.cpu', '2300m', 1, '2500m'],
    ['requests.cpu', '8', 1, null],
    ['requests.cpu', '500m', -1, null],
    ['requests.cpu', '99', -1, '8'],
    ['requests.cpu', 'nonsense', 1, '750m'],
  ] as const)('%s from %s by %d', (key, from, direction, expected) => {
    expect(stepQuota(key, from, cpu, direction)).toBe(expected);
  });

  test('memory stays binary', () => {
    expect(stepQuota('requests.memory', '1Gi', memory, 1)).toBe('2Gi');
    expect(stepQuota('requests.memory', '1Gi', memory, -1)).toBe('768Mi');
  });

  test('up and down come back to the same amount', () => {
    const up = stepQuota('pods', '50', pods, 1) ?? '';
    expect(stepQuota('pods', up, pods, -1)).toBe('50');
  });
});
