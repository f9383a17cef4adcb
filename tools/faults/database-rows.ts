import type { FaultRow } from './row.ts';
import { changedWhileStopped } from './rows/changed-while-stopped.ts';
import { concurrentDecisions } from './rows/concurrent-decisions.ts';
import { databaseExhausted } from './rows/database-exhausted.ts';
import { databaseFrozen } from './rows/database-frozen.ts';
import { databaseKilled } from './rows/database-killed.ts';
import { failOver } from './rows/fail-over.ts';
import { frozenReplica } from './rows/frozen-replica.ts';
import { killedAnywhere } from './rows/killed-anywhere.ts';
import { oldAndNew } from './rows/old-and-new.ts';
import { quotaRace } from './rows/quota-race.ts';
import { sessionTerminated } from './rows/session-terminated.ts';
import { severalReplicas } from './rows/several-replicas.ts';
import { silentListen } from './rows/silent-listen.ts';
import { webKilled } from './rows/web-killed.ts';
import { wrongClock } from './rows/wrong-clock.ts';

/** Faults of the database, of the provisioner's own process, and of people who act at once. */
export const databaseRows: readonly FaultRow[] = [
  killedAnywhere,
  frozenReplica,
  severalReplicas,
  wrongClock,
  sessionTerminated,
  databaseKilled,
  databaseFrozen,
  failOver,
  silentListen,
  databaseExhausted,
  changedWhileStopped,
  quotaRace,
  concurrentDecisions,
  webKilled,
  oldAndNew,
];
