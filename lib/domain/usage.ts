import { z } from 'zod';
import type { ResourceAmounts } from './environment-class.ts';

const usageSchema = z.record(z.string(), z.object({ used: z.string(), hard: z.string() }));

/** Quota status as the provisioner saw it last: key → used amount. Anything else counts as not seen yet. */
export function usedAmounts(usage: unknown): ResourceAmounts {
  const parsed = usageSchema.safeParse(usage);
  if (!parsed.success) return {};
  return Object.fromEntries(Object.entries(parsed.data).map(([key, { used }]) => [key, used]));
}
