import type { World } from './world/world.ts';

/** One fault of the matrix. */
export interface FaultRow {
  /** Its place in the matrix, 1 to 30. */
  number: number;
  name: string;
  /** Seconds from the end of the fault within which everything is as agreed on a machine with nothing else to do. */
  budgetSeconds: number;
  /** Environments that are Ready before it begins; two, unless it says otherwise. */
  environments?: number | ((world: World) => number);
  /** The row kills or freezes the control plane, and gets one that no other row uses meanwhile. */
  ownControlPlane?: boolean;
  /** It leaves so much there that the next row gets another one. */
  spendsControlPlane?: boolean;
  /** The same for the PostgreSQL server. */
  ownDatabase?: boolean;
  /**
   * Causes the fault, and ends it again. What the row promises besides the invariants it asserts by throwing. There is
   * one replica, `one`, at work.
   */
  run: (world: World) => Promise<void>;
}
