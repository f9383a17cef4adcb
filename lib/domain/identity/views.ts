import type { PersonView } from '../views.ts';
import type { GroupProblem } from './read-groups.ts';

/** A line of the mapping: the group gives the role in the team, or over the portal where there is none. */
export interface MappingView {
  id: string;
  group: string;
  team: { slug: string; name: string } | null;
  role: string;
  addedBy: string;
  addedAt: string;
  /** How many people the provider said to be in the group. */
  people: number;
}

/** What a mapping would change for one person; null is no role. */
export interface TouchedPerson extends PersonView {
  before: string | null;
  after: string | null;
}

/** Whom a mapping would touch, as far as the provider said who is in the group. */
export interface MappingPreview {
  group: string;
  team: { slug: string; name: string } | null;
  role: string;
  isThere: boolean;
  /** All in the group, and the first of those whose role would be another. */
  people: number;
  touched: readonly TouchedPerson[];
  touchedInAll: number;
}

/** A session of a person. */
export interface SessionView {
  id: string;
  /** Browser and system in words. */
  device: string;
  since: string;
  lastSeenAt: string | null;
  /** When it ends even when it is used. */
  endsAt: string;
  isCurrent: boolean;
}

/** What the provider said of a person last. */
export interface IdentityView {
  groups: readonly string[];
  problem: GroupProblem | null;
  saidAt: string;
}

/** A person with what the provider said and the sessions. */
export interface PersonSessions {
  person: PersonView;
  /** Null for whoever has not signed in since groups are read. */
  identity: IdentityView | null;
  /** Whether groups give anything here: else nobody misses them. */
  groupsMatter: boolean;
  sessions: readonly SessionView[];
}
