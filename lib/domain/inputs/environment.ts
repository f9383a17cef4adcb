import { z } from 'zod';
import { choice, filter, listFields, slugField } from './fields.ts';

const optionalSlug = filter(slugField);

export const environmentStates = [
  'ready',
  'reconciling',
  'stalled',
  'drifted',
  'paused',
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
export const pauseHealingInput = environmentInput.extend({
  reason: z
    .string('Say why hand-made changes stay for now.')
    .trim()
    .min(10, 'Say why hand-made changes stay for now, in at least 10 characters.')
    .max(500, 'At most 500 characters.'),
  /** How long, in hours from now. */
  hours: z.coerce
    .number('Give a number of hours.')
    .int('Give a whole number of hours.')
    .min(1, 'At least one hour.')
    .max(24, 'At most 24 hours; then look at it again.'),
});
const range = z.enum(usageRanges, `Choose one of ${usageRanges.join(', ')}.`);
export const usageHistoryInput = environmentInput.extend({ range });
export const teamUsageHistoryInput = z.strictObject({ team: slugField, range });
export const listDriftInput = z.strictObject({
  ...listFields,
  team: optionalSlug,
  environment: optionalSlug,
  open: filter(z.boolean().or(z.stringbool('Say true or false.'))),
  kind: filter(z.string('Type some text.').trim().max(63, 'At most 63 characters.')),
  change: choice(['edited', 'deleted', 'added']),
  manager: filter(z.string('Type some text.').trim().max(128, 'At most 128 characters.')),
  sort: choice(['object', 'environment', 'manager', 'detected']),
});
