/** Condition types of an environment, in the Kubernetes style. */
export const conditionTypes = ['Ready', 'Reconciling', 'Stalled', 'Drifted'] as const;
export type ConditionType = (typeof conditionTypes)[number];
export type ConditionStatus = 'True' | 'False' | 'Unknown';

/** One condition; times are ISO 8601 in UTC. */
export interface Condition {
  type: ConditionType;
  status: ConditionStatus;
  /** CamelCase, for machines. */
  reason: string;
  /** A sentence, for people. */
  message: string;
  observedGeneration: number;
  lastTransitionTime: string;
}

/** How far one managed object has come. */
export const objectSteps = [
  'waiting',
  'writing',
  'written',
  'verified',
  'failed',
  'held',
  'deleting',
  'deleted',
] as const;
export type ObjectStep = (typeof objectSteps)[number];

/** The state of one managed object as the provisioner last saw it. */
export interface ObjectStatus {
  kind: string;
  name: string;
  step: ObjectStep;
  /** Milliseconds that the last write took; null when nothing had to be written. */
  tookMs: number | null;
  /** Why it failed or waits, in plain words; empty when all is well. */
  message: string;
  at: string;
  /** How often it was put back lately; absent where it was not. */
  contest?: Contest;
  /** As agreed when the last pass began and not when it ended, without being written: somebody changed it meanwhile. */
  strayed?: true;
}

/** Somebody else keeps changing an object of ours. */
export interface Contest {
  count: number;
  lastAt: string;
  /** Paths of the fields that were put back last; none where the object itself was. */
  paths: string[];
  /** The field manager who did it last; null if it can't be told. */
  manager: string | null;
}

/** The condition of that type, if the provisioner has set it yet. */
export function findCondition(conditions: readonly Condition[], type: ConditionType): Condition | undefined {
  return conditions.find((condition) => condition.type === type);
}
