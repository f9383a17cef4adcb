import { describe, expect, it } from 'vitest';
import type { Condition, ConditionStatus, ConditionType } from '#lib/domain/condition.ts';
import { environmentState } from './environment-state.ts';

function condition(type: ConditionType, status: ConditionStatus): Condition {
  return {
    type,
    status,
    reason: 'Test',
    message: '',
    observedGeneration: 1,
    lastTransitionTime: '2026-01-01T00:00:00.000Z',
  };
}

const ready = condition('Ready', 'True');

describe('environmentState', () => {
  it.each([
    ['unknown', { conditions: [] }],
    ['ready', { conditions: [ready] }],
    ['not-ready', { conditions: [condition('Ready', 'False')] }],
    ['reconciling', { conditions: [ready, condition('Reconciling', 'True')] }],
    ['reconciling', { conditions: [ready], generation: 2 }],
    ['drifted', { conditions: [ready, condition('Drifted', 'True')] }],
    ['stalled', { conditions: [condition('Stalled', 'True'), condition('Reconciling', 'True')] }],
    ['deleting', { conditions: [ready], deleteAfter: '2026-01-02T00:00:00.000Z' }],
  ])('is %s', (id, part) => {
    const whole = { generation: 1, observedGeneration: 1, deleteAfter: null, ...part };
    expect(environmentState(whole).id).toBe(id);
  });
});
