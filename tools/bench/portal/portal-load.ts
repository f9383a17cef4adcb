import type pg from 'pg';

/** How large a made-up portal is. */
export interface PortalLoad {
  teams: number;
  environmentsOfEach: number;
  /** Days of history. */
  days: number;
}

/** What the parts of a made-up portal are filled with. */
export interface PortalFill {
  owner: pg.Client;
  load: PortalLoad;
  now: Date;
}

/** People are numbered, so that others can name them: a hundred who approve come first, then four of each team. */
export const approvers = 100;

/** The quota keys that every environment has. */
export const quotaKeys = [
  ...['requests.cpu', 'limits.cpu', 'requests.memory', 'limits.memory', 'requests.storage', 'pods'],
  ...['services', 'configmaps', 'secrets', 'persistentvolumeclaims', 'count/jobs.batch'],
  ...['count/deployments.apps', 'count/statefulsets.apps', 'count/replicasets.apps'],
];

/** Those of which history is made up. */
export const historyKeys = quotaKeys.slice(0, 6);
