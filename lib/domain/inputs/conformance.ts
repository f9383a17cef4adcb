import { z } from 'zod';
import { environmentInput } from './environment.ts';
import { choice, filter, listFields, slugField } from './fields.ts';

const check = z.string('Choose a check.').trim().min(1, 'Choose a check.').max(63, 'There is no such check.');

export const runConformanceInput = environmentInput;
export const waiveCheckInput = environmentInput.extend({
  check,
  reason: z
    .string('Say why this may be so for now.')
    .trim()
    .min(10, 'Say why this may be so for now, in at least 10 characters.')
    .max(500, 'At most 500 characters.'),
  /** Until when, in days from now. */
  days: z.coerce
    .number('Give a number of days.')
    .int('Give a whole number of days.')
    .min(1, 'At least one day.')
    .max(365, 'At most 365 days; then look at it again.'),
});
export const endWaiverInput = environmentInput.extend({ check });

export const conformanceStates = ['passed', 'failed', 'not-run'] as const;
export const listConformanceInput = z.strictObject({
  ...listFields,
  team: filter(slugField),
  state: choice(conformanceStates),
  sort: choice(['namespace', 'score', 'checked']),
});
export const exportConformanceInput = environmentInput.extend({ format: z.enum(['csv', 'json']) });
