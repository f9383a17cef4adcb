import { z } from 'zod';
import { planKeysSchema } from '../capacity/plan.ts';

export const changeCapacityInput = z.strictObject({
  baseVersion: z.int('Reload the page and try again.').min(0, 'Reload the page and try again.'),
  keys: planKeysSchema,
  reason: z
    .string('Say why.')
    .trim()
    .min(1, 'Say why, for whoever reads the history.')
    .max(400, 'At most 400 characters.'),
});
