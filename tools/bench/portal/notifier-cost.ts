import type { Database } from '#lib/data/client.ts';
import { evaluateForecasts } from '#lib/notifier/runtime/evaluate-forecasts.ts';
import { evaluateUsage, type RoundOutcome } from '#lib/notifier/runtime/evaluate-usage.ts';
import type { Series } from '../benchmark.ts';

/** Measures the processor time of some work, in seconds. */
export type Cost = (work: () => Promise<unknown>) => Promise<number>;

// As lib/notifier/runtime does it: each subject once an hour, twenty at a time.
const forecastsAtOnce = 20;

/** What the notifier costs: its round over all that is used, of which each twentieth key is nearly full, and its forecasts. */
export async function measureNotifier(
  owner: Database,
  notifier: Database,
  cost: Cost,
  { rounds, subjects }: { rounds: number; subjects: number },
): Promise<Series[]> {
  await owner.$executeRaw`
    UPDATE environment_usage SET used = hard * 0.9 WHERE hashtext(environment_id::text || key) & 1023 < 51`;
  let alerts = 0;
  const first = await cost(async () => {
    for (let outcome = await round(notifier); ; outcome = await round(notifier)) {
      alerts += outcome.changed;
      if (!outcome.more) return;
    }
  });
  const again: number[] = [];
  const forecasts: number[] = [];
  for (let n = 0; n < rounds; n += 1) {
    again.push(await cost(() => round(notifier)));
    forecasts.push(await cost(() => evaluateForecasts(notifier, true)));
  }
  const inFiveMinutes = forecasts.map((value) => (value * subjects) / forecastsAtOnce / 12);
  const unit = 's';
  return [
    { name: 'notifier: alerts told at first', unit: 'alerts', values: [alerts] },
    { name: 'notifier: telling them', unit, values: [first] },
    { name: 'notifier: a round, every 5 seconds', unit, values: again, goals: [{ at: 'max', most: 1 }] },
    {
      name: 'notifier: forecasts in five minutes',
      unit,
      values: inFiveMinutes,
      goals: [{ at: 'max', most: 10 }],
    },
  ];
}

async function round(notifier: Database): Promise<Exclude<RoundOutcome, 'busy'>> {
  const outcome = await evaluateUsage(notifier, true);
  if (outcome === 'busy') throw new Error('Another notifier is at work.');
  return outcome;
}
