import type { Permission } from '#lib/auth/permissions.ts';
import type { Queryable } from '#lib/data/client.ts';
import type { AuditFact } from '#lib/data/record-audit.ts';
import type { ClassRow, EnvironmentRow, TeamRow } from '#lib/data/request/context-rows.ts';
import type { ApprovalRule } from '#lib/domain/class-choices.ts';
import type { ResourceAmounts } from '#lib/domain/environment-class.ts';
import type { FieldErrors } from '#lib/domain/error.ts';
import type { PayloadOf, RequestType } from '#lib/domain/requests/request.ts';

/** What a request is about, read in the same transaction. */
export interface RequestContext {
  /** `submit` asks for the newest of everything; `decide` accepts what was the newest when it was asked for. */
  mode: 'submit' | 'decide';
  /** Null for a request that is about no team yet. */
  team: TeamRow | null;
  /** Set for changes of an environment, live or not. */
  environment: EnvironmentRow | null;
  requesterId: string;
  now: Date;
}

/** An environment before or after a change, as far as requests can change it. */
export interface EnvironmentState {
  slug: string;
  class: ClassRow;
  quota: ResourceAmounts;
  expiresAt: Date | null;
}

/** What came out of looking at a request. */
export interface Assessment<T extends RequestType> {
  /** The payload with canonical names and quantities. */
  payload: PayloadOf<T>;
  /** Empty when the request can be granted, as far as budget is not concerned. */
  problems: FieldErrors;
  before: EnvironmentState | null;
  after: EnvironmentState | null;
  /** `an-owner` for what concerns members. */
  approval: ApprovalRule | 'an-owner';
}

/** Everything needed to carry a granted request out. */
export interface Grant<T extends RequestType> {
  context: RequestContext;
  assessment: Assessment<T>;
  reason: string;
  /** Null for an automatic approval. */
  approverId: string | null;
}

/** What a request brought about; the request is linked to it. */
export interface Outcome {
  link?: { teamId?: string; environmentId?: string };
  audit: Omit<AuditFact, 'teamId'>;
}

/** All that the product knows of one type of request. */
export interface RequestHandler<T extends RequestType> {
  /** What it is about: a team is named for everything but `nothing`. */
  about: 'nothing' | 'team' | 'environment';
  /** Who may ask; within the team, if there is one. */
  ask: Permission;
  /** Who decides; within the team, if there is one. */
  decide: Permission;
  /** Who decides, in words. */
  deciders: string;
  /** What is asked for, as a line in a list. */
  title(payload: PayloadOf<T>, team: string, environment: string): string;
  /** Checks everything that can be known before the budget. Throws STALE and CONFLICT where no field can help. */
  validate(tx: Queryable, context: RequestContext, payload: PayloadOf<T>): Promise<Assessment<T>>;
  /** Carries it out, in the transaction of the decision. */
  apply(tx: Queryable, grant: Grant<T>): Promise<Outcome>;
}
