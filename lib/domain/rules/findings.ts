import { z } from 'zod';

/** Conditions of a rule as they stood when it was asked; they are kept with the decision. */
export const findingsSchema = z.array(
  z.object({
    /** The condition in words. */
    asked: z.string(),
    /** What was seen, in words; '' where that adds nothing. */
    seen: z.string(),
    state: z.enum(['holds', 'fails', 'unknown']),
  }),
);

export type Finding = z.infer<typeof findingsSchema>[number];
