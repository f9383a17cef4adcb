import { z } from 'zod';
import { rulesSchema } from '../rules/rule.ts';

export const simulateRulesInput = z.strictObject({
  /** The version that holds while the rules are written; 0 before the first. */
  baseVersion: z.int('Reload the page and try again.').min(0, 'Reload the page and try again.'),
  /** How far to look back. */
  days: z.int('Write how many days, like 30.').min(1, 'At least one day.').max(90, 'At most 90 days.'),
  rules: rulesSchema,
});

export const switchOnRulesInput = z.strictObject({
  simulation: z.uuid('Reload the page and try again.'),
  reason: z
    .string('Say why.')
    .trim()
    .min(1, 'Say why, for whoever reads the history.')
    .max(400, 'At most 400 characters.'),
});

/** One simulation, or the newest; an id that can’t be one is one that is not found. */
export const simulationInput = z.strictObject({ simulation: z.string().max(200).optional() });
