import { z } from 'zod';
import { teamRoles } from '../role.ts';
import { alertLevels } from './level.ts';

/** How far ahead, in days, a forecast may be told. */
export const longestHorizon = 60;

export const mostAddresses = 10;
export const mostWebhooks = 5;

/** What a team wants to be told of, and who gets it by e-mail; webhooks are rows of their own. */
export const alertSettingsSchema = z.strictObject({
  /** In percent of a quota or budget, each on or off. */
  levels: z.array(z.literal(alertLevels)),
  /** Days until full at which a forecast is told; null for no forecasts. */
  forecastDays: z.int().min(1).max(longestHorizon).nullable(),
  /** Members with these roles get e-mail. */
  roles: z.array(z.enum(teamRoles)),
  /** Further addresses, each with an e-mail of its own. */
  addresses: z.array(z.email()).max(mostAddresses),
});
export type AlertSettings = z.infer<typeof alertSettingsSchema>;

/** What holds until a team chooses. */
export const defaultAlertSettings: AlertSettings = {
  levels: [...alertLevels],
  forecastDays: 14,
  roles: ['owner'],
  addresses: [],
};

/** Settings as a row has them; the defaults where there is none. */
export function readAlertSettings(row: object | null): AlertSettings {
  if (row === null) return defaultAlertSettings;
  const { levels, forecastDays, roles, addresses } = row as Record<keyof AlertSettings, unknown>;
  return alertSettingsSchema.parse({ levels, forecastDays, roles, addresses });
}
