import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AlertStage, setAlertStage } from '#tools/test/alert-stage.ts';
import { evaluateForecasts } from './evaluate-forecasts.ts';

let stage: AlertStage;
beforeAll(async () => {
  stage = await setAlertStage();
});
afterAll(() => stage.end());

const dayMs = 86_400_000;

/** Peaks of the days before today, the last of them yesterday's. */
async function grow(peaks: readonly number[]): Promise<void> {
  const { owner, environment } = stage;
  await owner.usageRollup.deleteMany();
  const today = Math.floor(Date.now() / dayMs) * dayMs;
  const rows = peaks.map((peak, index) => ({
    ...{ subjectId: environment.id, minutes: 60, key: 'pods' },
    at: new Date(today - (peaks.length - index) * dayMs),
    ...{ peak, hard: 100, lastUsed: peak, lastHard: 100 },
  }));
  await owner.usageRollup.createMany({ data: rows });
  for (const minutes of [5, 60]) {
    const doneUntil = new Date(today);
    await owner.usageRollupMark.upsert({ where: { minutes }, create: { minutes, doneUntil }, update: {} });
  }
  await owner.alertLook.deleteMany();
}

test('what fills up within the horizon is told once, and when that is over', async () => {
  await stage.owner.environmentStatus.update({
    where: { environmentId: stage.environment.id },
    data: { usage: { pods: { used: '64', hard: '100' } } },
  });
  await stage.count('pods', '64', '100');
  await grow([40, 44, 48, 52, 56, 60, 64]);
  expect(await evaluateForecasts(stage.notifier, true)).toMatchObject({ changed: 1 });
  const expected = ['forecast 0 quota pods to olga@example.test'];
  expect(await stage.told()).toEqual(expected);
  const [alert] = await stage.owner.alert.findMany();
  expect(alert).toMatchObject({ kind: 'forecast', forecastDays: 9, closedAt: null });

  // Within the hour nobody looks again, and then nothing is new.
  expect(await evaluateForecasts(stage.notifier, true)).toMatchObject({ changed: 0 });
  await stage.owner.alertLook.deleteMany();
  expect(await evaluateForecasts(stage.notifier, true)).toMatchObject({ changed: 0 });

  // A larger quota puts it far away.
  await stage.count('pods', '64', '1000');
  await stage.owner.alertLook.deleteMany();
  await evaluateForecasts(stage.notifier, true);
  await stage.owner
    .$executeRaw`UPDATE alert SET missing_since = missing_since - interval '3 days', changed_at = changed_at - interval '1 hour'`;
  await stage.owner.alertLook.deleteMany();
  await evaluateForecasts(stage.notifier, true);
  expect(await stage.told()).toEqual([...expected, 'forecast-over 0 quota pods to olga@example.test']);
  expect(await stage.owner.alert.findMany()).toMatchObject([{ ended: 'recovered', forecastDays: 9 }]);
});

test('a team that wants no forecasts gets none', async () => {
  const { teamId } = stage.environment;
  await stage.owner.alertMessage.deleteMany();
  await stage.owner.alertSetting.create({
    data: { teamId, levels: [], forecastDays: null, roles: ['owner'], addresses: [] },
  });
  await stage.count('pods', '64', '100');
  await grow([40, 44, 48, 52, 56, 60, 64]);
  await evaluateForecasts(stage.notifier, true);
  expect(await stage.told()).toEqual([]);
});
