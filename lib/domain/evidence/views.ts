import type { EvidenceVerdict } from './verdict.ts';

/** One key that a request changes: its use beside the limit as it is and as it is asked for. Texts are as people read them. */
export interface EvidenceKeyView {
  key: string;
  label: string;
  beforeText: string;
  afterText: string;
  /** Null where nothing was measured. */
  use: {
    p50: UseShare;
    p95: UseShare;
    max: UseShare;
    /** "now", "5 days ago", "not in 14 days": when use came near the limit. */
    highText: string;
    /** "1 CPU of the 2 CPU asked for"; null unless it grows. */
    unusedText: string | null;
    /** Highest of each day; the ratio is of the limit of now. */
    points: { at: string; ratio: number; used: string }[];
  } | null;
  /** When it will be full, to follow the label; null without a forecast. */
  forecast: string | null;
  refused: boolean;
  /** "14 of 20 CPU" of the team's budget after it; null without a budget. */
  budgetText: string | null;
}

export interface UseShare {
  text: string;
  /** Of the limit as it is; null where that is nothing. */
  ratio: number | null;
  /** Of the limit that is asked for. */
  ratioAfter: number | null;
}

/** What another environment of the team uses of what it has. */
export interface NeighbourView {
  slug: string;
  href: string;
  cells: { label: string; hardText: string; maxText: string | null; ratio: number | null }[];
}

/** What the measurements say about a request. Times are ISO 8601 in UTC. */
export interface EvidenceView {
  days: number;
  from: string;
  to: string;
  verdict: EvidenceVerdict;
  keys: EvidenceKeyView[];
  neighbours: NeighbourView[];
}
