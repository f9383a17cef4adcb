import type { z } from 'zod';
import { AppError, type FieldErrors } from '#lib/domain/error.ts';
import { issueWords } from '#lib/domain/inputs/issue-words.ts';

/** Input as the schema accepts it; else INVALID_INPUT with one message a field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input, { error: issueWords });
  if (parsed.success) return parsed.data;
  const fieldErrors: FieldErrors = {};
  for (const issue of parsed.error.issues) fieldErrors[issue.path.join('.')] ??= issue.message;
  throw new AppError('INVALID_INPUT', 'Some fields need another look. Nothing was changed.', fieldErrors);
}
