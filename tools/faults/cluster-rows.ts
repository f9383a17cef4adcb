import type { FaultRow } from './row.ts';
import { apiServerFrozen } from './rows/api-server-frozen.ts';
import { apiServerKilled } from './rows/api-server-killed.ts';
import { credentialsRotated } from './rows/credentials-rotated.ts';
import { gone } from './rows/gone.ts';
import { halfOpen } from './rows/half-open.ts';
import { lostAnswers } from './rows/lost-answers.ts';
import { namespaceLost } from './rows/namespace-lost.ts';
import { objectFails } from './rows/object-fails.ts';
import { randomEdits } from './rows/random-edits.ts';
import { refused } from './rows/refused.ts';
import { slowNetwork } from './rows/slow-network.ts';
import { strangeLines } from './rows/strange-lines.ts';
import { stuckTerminating } from './rows/stuck-terminating.ts';
import { throttled } from './rows/throttled.ts';
import { writeWar } from './rows/write-war.ts';

/** Faults of the cluster and of the way to it. */
export const clusterRows: readonly FaultRow[] = [
  apiServerKilled,
  apiServerFrozen,
  throttled,
  writeWar,
  gone,
  halfOpen,
  strangeLines,
  lostAnswers,
  objectFails,
  stuckTerminating,
  namespaceLost,
  randomEdits,
  credentialsRotated,
  refused,
  slowNetwork,
];
