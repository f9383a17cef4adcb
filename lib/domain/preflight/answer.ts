import { z } from 'zod';

const text = z.string().max(2_000);

/** How one object would fare. `rendered`: made up, but not tried, because there is no namespace yet to try it in. */
export const preflightOutcomes = [
  'create',
  'change',
  'replace',
  'delete',
  'unchanged',
  'rendered',
  'refused',
] as const;

/** One object of the environment as a dry run left it. */
export const preflightObjectSchema = z.strictObject({
  kind: z.string(),
  name: z.string(),
  outcome: z.enum(preflightOutcomes),
  /** What would change in it; an absent side is the empty text. */
  fields: z.array(z.strictObject({ path: z.string(), before: text, after: text })),
  /** Why it would be refused, in words; empty where it would not. */
  why: text,
});

/** What obstacles are about: the quota, the rules of the class, its limits, Pod Security, or what a deletion takes along. */
export const obstacleTopics = ['quota', 'pod-security', 'class-rule', 'container-limits', 'loss'] as const;

/** Workloads that the change is not compatible with. */
export const obstacleSchema = z.strictObject({
  topic: z.enum(obstacleTopics),
  /** What is the matter, as whole sentences. */
  text,
  /** What stands in the way, as "pod web-1" or "volume claim data"; not all of it where there is much. */
  names: z.array(z.string()),
  /** How many more there are than are named. */
  more: z.int().min(0),
});

/** What the provisioner found by trying. */
export const preflightAnswerSchema = z.strictObject({
  objects: z.array(preflightObjectSchema),
  obstacles: z.array(obstacleSchema),
  /** Why the whole could not be tried, in words; null where it was. */
  problem: text.nullable(),
});

export type PreflightOutcome = (typeof preflightOutcomes)[number];
export type PreflightObject = z.infer<typeof preflightObjectSchema>;
export type Obstacle = z.infer<typeof obstacleSchema>;
export type PreflightAnswer = z.infer<typeof preflightAnswerSchema>;

const mostNames = 20;

/** An obstacle whose names are cut to what a page can bear. */
export function obstacle(topic: Obstacle['topic'], words: string, names: readonly string[]): Obstacle {
  const more = Math.max(0, names.length - mostNames);
  return { topic, text: words.slice(0, 2_000), names: names.slice(0, mostNames), more };
}
