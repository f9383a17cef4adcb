import type { Database, Queryable } from '#lib/data/client.ts';
import { type AlertChange, endGoneAlerts, writeAlert } from '#lib/data/notifier/alert-changes.ts';
import { readClock, takeAlertLock } from '#lib/data/notifier/alert-lock.ts';
import { readAllSettings } from '#lib/data/notifier/audience.ts';
import { listBudgetCounts, listEnvironmentCounts, type UsageCount } from '#lib/data/notifier/usage-counts.ts';
import { defaultAlertSettings } from '#lib/domain/alert/settings.ts';
import { quantityToDecimal } from '#lib/domain/quantity.ts';
import { judgeUsage, type UsageVerdict, usedAndHard } from '../judge-usage.ts';
import { type Told, tellAudience } from './tell-audience.ts';

/** What came of a round: another replica is at it, or how many alerts changed, with more to do where that is all of a batch. */
export type RoundOutcome = 'busy' | { changed: number; more: boolean };

// So many at once keep a transaction short.
const batch = 200;
const patience = { maxWait: 10_000, timeout: 60_000 };

/**
 * Judges what every environment and team uses now. What changes is written together with the messages that tell of it,
 * or not at all; one replica does it at a time.
 */
export function evaluateUsage(database: Database, mails: boolean): Promise<RoundOutcome> {
  return database.$transaction(async (tx) => {
    if (!(await takeAlertLock(tx, 'usage'))) return 'busy';
    await endGoneAlerts(tx);
    const settings = await readAllSettings(tx);
    const at = await readClock(tx);
    const counts = [...(await listEnvironmentCounts(tx)), ...(await listBudgetCounts(tx))];
    const judged = counts.flatMap((count) => {
      const { levels } = settings.get(count.teamId) ?? defaultAlertSettings;
      const verdict = judgeUsage(count, levels, at);
      return verdict === null ? [] : [{ count, verdict }];
    });
    const now = judged.slice(0, batch);
    await write(tx, now, at);
    await tellAudience(tx, settings, now.flatMap(toldOf), mails);
    return { changed: now.length, more: judged.length > now.length };
  }, patience);
}

interface Judged {
  count: UsageCount;
  verdict: UsageVerdict;
}

async function write(tx: Queryable, judged: readonly Judged[], at: Date): Promise<void> {
  for (const { count, verdict } of judged) await writeAlert(tx, changeOf(count, verdict, at));
}

function changeOf(count: UsageCount, { level, news }: UsageVerdict, at: Date): AlertChange {
  const { alertId, teamId, environmentId, key } = count;
  const { used, hard } = usedAndHard(count);
  return {
    ...{ kind: 'usage', alertId, subject: { teamId, environmentId }, key, level, at },
    ...{ used: quantityToDecimal(used), hard: quantityToDecimal(hard), forecast: null, missingSince: null },
    ended: level > 0 ? null : news === null ? 'off' : 'recovered',
  };
}

function toldOf({ count: { teamId }, verdict: { event } }: Judged): Told[] {
  return event === null ? [] : [{ teamId, event }];
}
