import type { BenchStage } from './stage.ts';

/** What a figure should be: the worst or best value allowed for one of its percentiles, both ends included. */
export interface Goal {
  at: 'min' | 'p50' | 'p95' | 'p99' | 'max';
  most?: number;
  least?: number;
}

/** One measured series: a value a round, in the unit of its name. */
export interface Series {
  name: string;
  unit: string;
  values: readonly number[];
  goals?: readonly Goal[];
}

/** `quick` proves that a benchmark works at all; its figures mean nothing. */
export type Size = 'full' | 'quick';

/** What a benchmark gets to work with. */
export interface BenchRun {
  stage: BenchStage;
  size: Size;
  report: (line: string) => void;
}

/** One benchmark of the registry. */
export interface Benchmark {
  name: string;
  /** What is measured and how, for the page of figures. */
  about: string;
  /** Figures of others, measured elsewhere on such a machine; shown as theirs. */
  known?: string;
  /** How the controller manager runs: like the local stack, with the limits raised, or as Kubernetes ships it. */
  controllers?: Controllers;
  run: (run: BenchRun) => Promise<Series[]>;
}

export type Controllers = 'local' | 'raised' | 'default';
