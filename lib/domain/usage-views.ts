import type { Measurement } from './usage/consumer.ts';
import type { Page } from './views.ts';

/** Granted and used of one key, as people read it; the ratio is for grounds and bars only. */
export interface UsageCell {
  key: string;
  usedText: string;
  grantedText: string;
  /** used / granted; null where nothing is granted. */
  ratio: number | null;
}

/** The organisation at a glance: totals, teams by keys, and who asked for much more than needed. */
export interface OrganisationUsage {
  /** The key by which teams are sorted and compared. */
  key: string;
  keys: { key: string; label: string }[];
  /** `capacityText` is what all budgets together may promise; null where nothing is planned. */
  totals: (UsageCell & { label: string; environments: number; capacityText: string | null })[];
  teams: Page<{ slug: string; name: string; cells: UsageCell[] }>;
  overAsking: {
    slug: string;
    name: string;
    grantedText: string;
    p95Text: string;
    peakText: string;
    spareText: string;
    days: number;
  }[];
}

/** A workload and what it takes of one key; `actualText` is null where nobody measured it. */
export interface ConsumerView {
  environment: string;
  kind: string;
  name: string;
  amountText: string;
  podsText: string;
  actualText: string | null;
}

export interface ConsumerList {
  key: string;
  items: ConsumerView[];
  measured: Measurement;
  /** When the one was counted that was counted longest ago; null before the first count. */
  countedAt: string | null;
}

/** When a limit will be reached if its use goes on as in the last days. */
export interface UsageForecast {
  key: string;
  label: string;
  /** Whole days until then. */
  days: number;
  words: string;
}
