import { z } from 'zod';
import { alertLevels } from '../alert/level.ts';
import { longestHorizon, mostAddresses } from '../alert/settings.ts';
import { teamRoles } from '../role.ts';
import { idField, listFields, slugField } from './fields.ts';

export const listAlertsInput = z.strictObject({
  team: slugField,
  state: z.enum(['open', 'past']),
  page: listFields.page,
  pageSize: listFields.pageSize,
});

const addressesField = z
  .array(
    z
      .string('Write an e-mail address.')
      .trim()
      .max(254, 'An address has 254 characters at most.')
      .pipe(z.email('Write e-mail addresses like ops@example.com, one a line.')),
    'Write e-mail addresses, one a line.',
  )
  .max(mostAddresses, `At most ${mostAddresses} addresses.`);

export const changeAlertSettingsInput = z.strictObject({
  team: slugField,
  /** The version that was changed; 0 for the defaults. */
  baseVersion: z.int('Reload the page and try again.').min(0, 'Reload the page and try again.'),
  levels: z.array(z.literal(alertLevels, 'Choose among 80, 95 and 100.')).max(alertLevels.length),
  forecastDays: z
    .int('Give a whole number of days.')
    .min(1, 'At least 1 day.')
    .max(longestHorizon, `At most ${longestHorizon} days.`)
    .nullable(),
  roles: z.array(z.enum(teamRoles, 'Choose among the roles.')).max(teamRoles.length),
  addresses: addressesField,
});
export const addWebhookInput = z.strictObject({
  team: slugField,
  url: z.string('Write an address.').trim().max(500, 'The address has 500 characters at most.'),
});
export const removeWebhookInput = z.strictObject({ team: slugField, webhookId: idField });
export const sendTestInput = z.strictObject({
  team: slugField,
  /** To one webhook, or by e-mail to who asks. */
  webhookId: idField.nullable(),
});
export const alertSettingsInput = z.strictObject({ team: slugField });
