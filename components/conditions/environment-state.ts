import type { Tone } from '#components/ui/tone.ts';
import { type ConditionType, findCondition } from '#lib/domain/condition.ts';
import type { EnvironmentView } from '#lib/domain/environment-views.ts';

export type EnvironmentState = {
  id: 'deleting' | 'stalled' | 'reconciling' | 'drifted' | 'ready' | 'not-ready' | 'unknown';
  label: string;
  tone: Tone;
  /** It changes by itself: the icon may turn. */
  busy: boolean;
};

type StateSource = Pick<EnvironmentView, 'conditions' | 'deleteAfter' | 'generation' | 'observedGeneration'>;

/** One word for the whole environment: the worst that is true. Never "Ready" for a spec that was not observed yet. */
export function environmentState(environment: StateSource): EnvironmentState {
  const status = (type: ConditionType) => findCondition(environment.conditions, type)?.status;
  const is = (type: ConditionType) => status(type) === 'True';
  if (environment.deleteAfter !== null) return state('deleting', 'Being deleted', 'warning');
  if (is('Stalled')) return state('stalled', 'Stalled', 'danger');
  if (is('Drifted')) return state('drifted', 'Drifted', 'warning');
  if (is('Reconciling') || environment.observedGeneration < environment.generation)
    return state('reconciling', 'Reconciling', 'info', true);
  if (is('Ready')) return state('ready', 'Ready', 'ok');
  if (status('Ready') === 'False') return state('not-ready', 'Not ready', 'warning');
  return state('unknown', 'Not known yet', 'neutral');
}

function state(id: EnvironmentState['id'], label: string, tone: Tone, busy = false): EnvironmentState {
  return { id, label, tone, busy };
}
