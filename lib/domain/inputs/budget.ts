import { z } from 'zod';
import { slugField } from './fields.ts';

export const moveQuotaInput = z.strictObject({
  team: slugField,
  from: slugField,
  to: slugField,
  key: z
    .string('Choose what to move.')
    .trim()
    .min(1, 'Choose what to move.')
    .max(253, 'This key is too long.'),
  amount: z
    .string('Write an amount like 500m, 2 or 4Gi.')
    .trim()
    .min(1, 'Write an amount like 500m, 2 or 4Gi.')
    .max(40, 'This amount is too long.'),
});
export const listMovesInput = z.strictObject({ team: slugField });
