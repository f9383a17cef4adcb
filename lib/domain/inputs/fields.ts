import { z } from 'zod';
import { findQuantity, formatQuantity } from '../quantity.ts';

// Fields that several inputs share. What comes from a URL is text: numbers are coerced, empty text is no filter.

const blank = (value: unknown) =>
  value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value;

const whole = (max: number) =>
  z.coerce
    .number('Give a whole number.')
    .int('Give a whole number.')
    .min(1, 'At least 1.')
    .max(max, `At most ${max}.`);

/** A filter that may be left out or empty. */
export function filter<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(blank, schema.optional()).optional();
}

/** One of a closed list, or nothing. */
export function choice<const Values extends readonly [string, ...string[]]>(values: Values) {
  return filter(z.enum(values, `Choose one of ${values.join(', ')}.`));
}

export const slugField = z
  .string('Choose one.')
  .trim()
  .min(1, 'Choose one.')
  .max(63, 'This name is too long.');
export const idField = z.uuid('This is not an id.');
export const versionField = z
  .int('Reload the page and try again.')
  .min(1, 'Reload the page and try again.')
  .max(2_147_483_647, 'Reload the page and try again.');
export const nameField = z
  .string('Give a name.')
  .trim()
  .min(1, 'Give a name.')
  .max(80, 'The name has 80 characters at most.');
export const dateFilter = filter(
  z.union([z.iso.datetime({ offset: true }), z.iso.date()], 'Write a date like 2026-01-31.'),
);

/** What every list takes. */
export const listFields = {
  page: filter(whole(1_000_000)).transform((page) => page ?? 1),
  pageSize: filter(whole(100)).transform((size) => size ?? 25),
  direction: choice(['asc', 'desc']),
  q: filter(z.string('Type some text.').trim().max(100, 'At most 100 characters.')),
};

/** Key → quantity, written canonically; nothing negative. */
export const amountsField = z
  .record(
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9./-]{0,252}$/, 'A key is written like requests.cpu, pods or count/jobs.batch.'),
    z
      .string('Write an amount like 500m, 2 or 4Gi.')
      .trim()
      .transform((text, context) => {
        const quantity = findQuantity(text);
        if (quantity !== null && quantity.nano >= 0n) return formatQuantity(quantity);
        const message =
          quantity === null ? 'Write an amount like 500m, 2 or 4Gi.' : 'An amount can’t be below zero.';
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      }),
    'Give amounts by key.',
  )
  .refine((amounts) => Object.keys(amounts).length <= 60, 'At most 60 keys.');
