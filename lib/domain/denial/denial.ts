/** One key that did not fit into a quota; amounts as the cluster wrote them. */
export interface QuotaShortage {
  key: string;
  requested: string;
  used: string;
  limited: string;
}

/** One bound of a LimitRange that was not kept; `actual` is null where nothing was said at all. */
export interface LimitViolation {
  bound: 'maximum' | 'minimum' | 'ratio';
  resource: string;
  /** Container, Pod or PersistentVolumeClaim. */
  per: string;
  allowed: string;
  side: 'limit' | 'request';
  actual: string | null;
}

/** Why the cluster refused an object, as far as its words can be understood. */
export type Denial =
  | { kind: 'quota'; quota: string; shortages: QuotaShortage[] }
  | { kind: 'unspecified'; quota: string; missing: { key: string; containers: string[] }[] }
  | { kind: 'limits'; violations: LimitViolation[] }
  | { kind: 'pod-security'; level: string; violations: { check: string; detail: string }[] }
  | { kind: 'policy'; policy: string; rule: string | null; text: string }
  | { kind: 'webhook'; webhook: string; answered: boolean; text: string }
  | { kind: 'missing'; what: 'ServiceAccount' | 'PriorityClass' | 'RuntimeClass'; name: string }
  | { kind: 'invalid'; field: string; text: string }
  | { kind: 'terminating' }
  | { kind: 'other'; text: string };

/** A refusal in the cluster's words, without the name of the one object, and what it means. */
export interface Refusal {
  /** What was to be made, like `pods`; null where the cluster did not say. */
  resource: string | null;
  text: string;
  denial: Denial;
}
