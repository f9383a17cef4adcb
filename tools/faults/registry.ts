import { clusterRows } from './cluster-rows.ts';
import { databaseRows } from './database-rows.ts';
import type { FaultRow } from './row.ts';

/** The fault matrix, by number. */
export const faultRows: readonly FaultRow[] = [...clusterRows, ...databaseRows].sort(
  (a, b) => a.number - b.number,
);
