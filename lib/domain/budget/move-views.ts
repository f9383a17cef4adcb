/** One move of quota for the history; times are ISO 8601 in UTC. */
export interface MoveView {
  id: string;
  at: string;
  from: string;
  to: string;
  label: string;
  amountText: string;
  by: string;
  state: 'open' | 'done' | 'cancelled';
  /** Why it was cancelled; null where it was not. */
  problem: string | null;
}
