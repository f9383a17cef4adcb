import type { z } from 'zod';
import { AppError, type FieldErrors } from '#lib/domain/error.ts';
import { type RequestPayload, type RequestType, requestSchemas } from '#lib/domain/requests/request.ts';

/** The payload as its type wants it; problems are told in the user's words. */
export function parsePayload(
  type: RequestType,
  payload: unknown,
): { payload: RequestPayload; problems: null } | { payload: null; problems: FieldErrors } {
  const parsed = requestSchemas[type].safeParse(payload);
  if (parsed.success) return { payload: parsed.data, problems: null };
  const problems: FieldErrors = {};
  for (const issue of parsed.error.issues) {
    const path = issue.path.join('.');
    for (const field of issue.code === 'unrecognized_keys' ? issue.keys : [path])
      problems[field.slice(0, 80)] ??= plainMessage(issue);
  }
  return { payload: null, problems };
}

/** A payload that was checked when it was stored. */
export function storedPayload(type: RequestType, payload: unknown): RequestPayload {
  const parsed = parsePayload(type, payload);
  if (parsed.problems !== null)
    throw new AppError('CONFLICT', 'This request can no longer be read. Ask for it anew.');
  return parsed.payload;
}

function plainMessage(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'This kind of request has no such field.';
    case 'too_small':
      return issue.origin === 'string' ? 'This must not be empty.' : `At least ${issue.minimum}.`;
    case 'too_big':
      return issue.origin === 'string' ? `At most ${issue.maximum} characters.` : `At most ${issue.maximum}.`;
    case 'invalid_value':
      return `Choose one of ${issue.values.join(', ')}.`;
    case 'invalid_type':
      return issue.expected === 'int' || issue.expected === 'number'
        ? 'Give a whole number.'
        : 'This is missing or not text.';
    default:
      return 'This can’t be used here.';
  }
}
