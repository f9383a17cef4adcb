import type { Quantity } from '../quantity.ts';

/** The shares of a quota, in percent, at which a team can be told. */
export const alertLevels = [80, 95, 100] as const;
export type AlertLevel = (typeof alertLevels)[number];

// Below this a level is left: use that goes up and down around it is told once.
const leaves: Record<AlertLevel, bigint> = { 80: 75n, 95: 90n, 100: 95n };

/** Use of one quota key, in the same unit. */
export interface Use {
  used: Quantity;
  hard: Quantity;
}

/** Whether use has reached a level. What is granted nothing reaches none. */
export function reaches({ used, hard }: Use, level: AlertLevel): boolean {
  return hard.nano > 0n && used.nano * 100n >= hard.nano * BigInt(level);
}

/** Whether use has fallen so far below a level that the next time it is reached is news. */
export function hasLeft({ used, hard }: Use, level: AlertLevel): boolean {
  return hard.nano <= 0n || used.nano * 100n < hard.nano * leaves[level];
}

/** The share that is used, in whole percent, rounded down; 0 where nothing is granted. */
export function percentOf({ used, hard }: Use): number {
  return hard.nano <= 0n ? 0 : Number((used.nano * 100n) / hard.nano);
}
