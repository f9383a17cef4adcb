import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AlertSettings, alertSettingsSchema } from '#lib/domain/alert/settings.ts';
import { readSettings, settingsValues } from './settings-form-values.ts';

test('what the form shows is what it reads', () => {
  const settings: fc.Arbitrary<AlertSettings> = fc.record({
    levels: fc.subarray([80, 95, 100]),
    forecastDays: fc.option(fc.integer({ min: 1, max: 60 })),
    roles: fc.subarray(['owner', 'developer', 'viewer']),
    addresses: fc.array(fc.constantFrom('a@example.com', 'b@example.com'), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(settings, (each) => {
      expect(alertSettingsSchema.parse(readSettings(settingsValues(each)))).toEqual(each);
    }),
  );
});

test('addresses stand one a line, or with commas', () => {
  expect(readSettings({ addresses: ' a@x.test, b@x.test\n\nc@x.test;' }).addresses).toEqual([
    'a@x.test',
    'b@x.test',
    'c@x.test',
  ]);
});

test('what is no number is not taken for none', () => {
  expect(readSettings({ forecastDays: 'two weeks' }).forecastDays).toBeNaN();
});
