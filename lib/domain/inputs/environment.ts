import { z } from 'zod';
import { choice, filter, listFields, slugField } from './fields.ts';

const optionalSlug = filter(slugField);

export const environmentStates = [
  'ready',
  'reconciling',
  'stalled',
  'drifted',
  'deleting',
  'expiring',
] as const;
export const usageRanges = ['24h', '7d', '30d', '90d'] as const;
export type UsageRange = (typeof usageRanges)[number];

export const listEnvironmentsInput = z.strictObject({
  ...listFields,
  team: optionalSlug,
  class: optionalSlug,
  state: choice(environmentStates),
  sort: choice(['namespace', 'created', 'expires', 'class']),
});
export const environmentInput = z.strictObject({ team: slugField, environment: slugField });
export const usageHistoryInput = environmentInput.extend({
  range: z.enum(usageRanges, `Choose one of ${usageRanges.join(', ')}.`),
});
export const listDriftInput = z.strictObject({
  ...listFields,
  team: optionalSlug,
  environment: optionalSlug,
  open: filter(z.boolean().or(z.stringbool('Say true or false.'))),
  kind: filter(z.string('Type some text.').trim().max(63, 'At most 63 characters.')),
});
