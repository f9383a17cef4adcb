import { z } from 'zod';
import { alertLevels } from './level.ts';

const forecast = z.object({ days: z.int(), earliest: z.int(), latest: z.int() });

/**
 * What happened to one key of an environment, or of the team's budget where `environment` is null: all that a message
 * tells, as it was then. Amounts are canonical quantities, `at` is ISO 8601 in UTC.
 */
export const alertEventSchema = z.object({
  news: z.enum(['raised', 'eased', 'recovered', 'forecast', 'forecast-over']),
  at: z.iso.datetime(),
  team: z.object({ slug: z.string(), name: z.string() }),
  environment: z.object({ slug: z.string(), namespace: z.string() }).nullable(),
  key: z.string(),
  /** The level in force after it; 0 for none. */
  level: z.union([z.literal(0), z.literal(alertLevels)]),
  used: z.string(),
  hard: z.string(),
  forecast: forecast.nullable(),
  advice: z.string(),
  /** The amount that the linked form asks for; null where nothing can be asked for. */
  wish: z.string().nullable(),
});
export type AlertEvent = z.infer<typeof alertEventSchema>;

/** A message that tells only that messages arrive. */
const testEventSchema = z.object({
  news: z.literal('test'),
  at: z.iso.datetime(),
  team: z.object({ slug: z.string(), name: z.string() }),
  /** Who asked for it. */
  by: z.string(),
});
export type TestEvent = z.infer<typeof testEventSchema>;

/** What the outbox holds. */
export const messageEventSchema = z.discriminatedUnion('news', [alertEventSchema, testEventSchema]);
export type MessageEvent = AlertEvent | TestEvent;
