import type { BudgetEffect } from '../budget.ts';
import type { Quantity } from '../quantity.ts';
import type { RequestType } from '../requests/request.ts';

/** A limit of the environment before and after the request; null where it is not known. A new environment has had nothing. */
export interface LimitChange {
  key: string;
  before: Quantity | null;
  after: Quantity | null;
}

/** Whether the request changes the limit, as far as is known. */
export function mayChange({ before, after }: LimitChange): boolean {
  return before === null || after === null || before.nano !== after.nano;
}

/** What rules look at. Null stands for what is not known, and never speaks for a request. */
export interface RuleFacts {
  type: RequestType;
  /** Short name of the team. */
  team: string | null;
  /** Every class version that the request touches. */
  classes: readonly { slug: string; stage: string }[] | null;
  /** Whether all of them may be granted without a decision within the budget. */
  classAllows: boolean | null;
  limits: readonly LimitChange[] | null;
  /** The use that a key stayed below for 95 % of so many days; a pair that is not there was not measured. */
  use: readonly { key: string; days: number; p95: Quantity }[];
  budget: readonly BudgetEffect[] | null;
  /** Automatic approvals for the team in the 24 hours before. */
  grantedInDay: number | null;
}
