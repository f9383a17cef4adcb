import { z } from 'zod';
import { choice, filter, listFields, slugField } from './fields.ts';

export const organisationUsageInput = z.strictObject({
  ...listFields,
  /** The quota key by which teams are compared. */
  key: filter(z.string('Choose a key.').trim().max(253, 'There is no such key.')),
  sort: choice(['team', 'share', 'granted']),
});
export const listConsumersInput = z.strictObject({
  team: slugField,
  environment: filter(slugField),
  key: filter(z.string('Choose a key.').trim().max(253, 'There is no such key.')),
});
export const exportUsageInput = z.strictObject({
  team: filter(slugField),
  format: z.enum(['csv', 'json'], 'Choose csv or json.'),
});
