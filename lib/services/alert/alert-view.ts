import { type Actor, may } from '#lib/auth/permissions.ts';
import type { AlertRow } from '#lib/data/alert/alert-rows.ts';
import { percentOf } from '#lib/domain/alert/level.ts';
import { budgetWayOut, environmentWayOut, type WayOut } from '#lib/domain/alert/propose-quota.ts';
import type { AlertView } from '#lib/domain/alert/views.ts';
import { amountSentence, standingTitle } from '#lib/domain/alert/words.ts';
import { formatQuantity, quantityFromDecimal } from '#lib/domain/quantity.ts';
import { measureOf } from '#lib/domain/resource-key.ts';

/** An alert as the actor may see it. */
export function alertView(actor: Actor, row: AlertRow): AlertView {
  const { id, key, peak, namespace } = row;
  const kind = row.kind === 'forecast' ? 'forecast' : 'usage';
  const team = { slug: row.team, name: row.teamName };
  const environment =
    row.environment === null || namespace === null ? null : { slug: row.environment, namespace };
  const use = amountsOf(row);
  const texts = { key, used: formatQuantity(use.used), hard: formatQuantity(use.hard) };
  const isOpen = row.closedAt === null;
  return {
    ...{ id, kind, team, environment },
    title: standingTitle({ ...texts, kind, team, environment, peak, isOpen, forecast: forecastOf(row) }),
    isFull: kind === 'usage' && isOpen && percentOf(use) >= 100,
    text: amountSentence(texts),
    wayOut: isOpen ? wayOutOf(actor, row, use) : null,
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    endText: row.ended === null ? null : (ends[row.ended] ?? row.ended),
  };
}

const ends: Record<string, string> = {
  recovered: 'Back to normal',
  full: 'It became full',
  gone: 'What it was about is gone',
  off: 'Switched off in the settings',
};

function amountsOf({ key, used, hard }: AlertRow) {
  const format = measureOf(key) === 'bytes' ? 'binarySI' : 'decimalSI';
  return { used: quantityFromDecimal(used, format), hard: quantityFromDecimal(hard, format) };
}

function forecastOf({ forecastDays: days, forecastEarliest: earliest, forecastLatest: latest }: AlertRow) {
  return days === null || earliest === null || latest === null ? null : { days, earliest, latest };
}

function wayOutOf(actor: Actor, row: AlertRow, use: ReturnType<typeof amountsOf>): WayOut {
  if (row.environment === null) return budgetWayOut;
  const wayOut = environmentWayOut(row.key, use, row.max);
  return may(actor, 'environment:request', row.teamId) ? wayOut : { ...wayOut, resize: null };
}
