/** How long ago a watch heard something, in milliseconds before the heartbeat that says so. */
export interface WatchAge {
  kind: string;
  silentMs: number;
}

/** How a replica of the provisioner does. */
export type ReplicaState = 'working' | 'unreachable' | 'silent' | 'stopped';

/** One replica of the provisioner; times are ISO 8601. */
export interface ReplicaView {
  replica: string;
  state: ReplicaState;
  /** Of the product. */
  version: string | null;
  startedAt: string;
  beatAt: string;
  stoppedAt: string | null;
  clusterSeenAt: string | null;
  unreachableSince: string | null;
  clusterVersion: string | null;
  /** Why the cluster can't be reached. */
  message: string | null;
  /** Environments that wait for it or are worked on. */
  queueDepth: number;
  watches: WatchAge[];
}

/** What the provisioner has to do with an environment, the most pressing first. */
export const workStates = ['stalled', 'backing-off', 'working', 'due', 'waiting', 'held', 'idle'] as const;
export type WorkState = (typeof workStates)[number];

/** An environment as the provisioner works on it; times are ISO 8601, durations milliseconds. */
export interface WorkView {
  environment: { slug: string; namespace: string; team: { slug: string; name: string } };
  state: WorkState;
  /** Who works on it now; null while nobody does. */
  lease: { replica: string; since: string; fence: string } | null;
  /** Why it is not ready: the reason of its condition, and its message in plain words; empty while it is. */
  reason: string;
  why: string;
  /** Tries in a row that came to nothing. */
  attempts: number;
  nextTryAt: string | null;
  lastPassAt: string;
  /** Of the last pass, and over the last 20; null before the first. */
  lastMs: number | null;
  p50Ms: number | null;
  p99Ms: number | null;
  /** An admin has asked for another try, and it was not made yet. */
  retryAsked: boolean;
}

/** How many environments are in which state, and how many each replica works on. */
export interface WorkCounts {
  states: Record<WorkState, number>;
  leases: Record<string, number>;
}

/** How far the environments are in a cluster that took the place of a lost one. */
export interface RebuildView {
  /** ISO 8601; when the new cluster was accepted. */
  since: string;
  total: number;
  /** Seen there as agreed. */
  rebuilt: number;
  /** Milliseconds until the last namespace was made anew; until now, while some are missing. */
  tookMs: number;
}
