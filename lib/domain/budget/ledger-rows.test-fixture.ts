import type { ResourceAmounts } from '../environment-class.ts';
import type { Share } from './reserve.ts';

/** What the model can be told to do wrong, to show that the property notices. */
export type Fault =
  | 'none'
  | 'counts-what-is-wanted'
  | 'settles-before-it-is-seen'
  | 'writes-unconditionally'
  | 'reserves-without-a-revision'
  | 'frees-before-it-is-gone'
  | 'moves-the-ceilings'
  | 'forgets-moves-to-what-is-gone';

/** One team, its rows and its namespaces, with any number of provisioners, crashes and writes that arrive late. */
export interface Model {
  /** One random event. */
  step: () => void;
  /** The keys of which the cluster holds more than the budget. */
  overshoots: () => string[];
  /** What has happened, for judging whether a run was worth anything. */
  seen: Record<
    'writes' | 'refused' | 'settled' | 'waits' | 'fenced' | 'finals' | 'moved' | 'takenBack',
    number
  >;
  /** Lets everything that is under way end and nothing new begin; what is not as it was granted then, in words. */
  rest: () => string[];
}

/** A quota in the cluster. */
export interface Quota {
  hard: ResourceAmounts;
  revision: number;
  /** The API server's resourceVersion. */
  version: number;
}

/** An environment: its row, its share of the ledger, and what the cluster has of it. */
export interface Environment {
  target: ResourceAmounts;
  share: Share;
  fence: number;
  state: 'live' | 'deleting' | 'final';
  /** In the cluster; null where there is none. */
  quota: Quota | null;
  namespace: 'none' | 'there' | 'gone';
  /** What the quota was, newest last: a watch cache may show any of it. */
  past: (Quota | null)[];
}

/** A pass of some replica, as far as it has come. */
export interface Pass {
  environment: Environment;
  fence: number;
  share: Share;
  seen: Quota | null;
  isWaiting: boolean;
}

/** A write on its way to the API server, which nobody can call back. */
export interface Sent {
  pass: Pass;
  /** The version that it replaces; null for a creation, undefined for whatever is there. */
  replaces: number | null | undefined;
  hard: ResourceAmounts;
  revision: number;
}

export const keys = ['requests.cpu', 'pods'] as const;
