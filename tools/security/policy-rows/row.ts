import type { Identity } from '../access-review.ts';
import type { Act } from '../act-as.ts';

/** One line of the table: who tries what, and what the API server must say. */
export interface PolicyRow {
  policy: string;
  /** The rule, condition or exemption that decides; without it the answer would be the other one. */
  decides: string;
  title: string;
  who: Identity;
  act: Act;
  /** Part of the refusal, in the developer's words; null for what must be admitted. */
  refused: RegExp | null;
  /** Carried out instead of tried as a dry run, where that makes the difference. */
  forReal?: boolean;
}

type Line = readonly [decides: string, title: string, who: Identity, act: Act, refused: RegExp | null];

/** Names the policy once for all its lines. */
export function rowsOf(policy: string, lines: readonly Line[]): PolicyRow[] {
  return lines.map(([decides, title, who, act, refused]) => ({
    policy,
    decides,
    title,
    who,
    act,
    refused,
  }));
}
