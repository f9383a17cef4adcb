import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

/** What a refused field is told where its schema has no words of its own; undefined leaves zod's. */
export function issueWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'This is needed.'
        : `Give ${typeWords[issue.expected] ?? 'something else'}.`;
    case 'unrecognized_keys':
      return `There is no field ${issue.keys.map((key) => `“${key.slice(0, 60)}”`).join(', ')}.`;
    case 'invalid_value':
      return `Choose one of ${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      return issue.origin === 'string' ? 'This is needed.' : `At least ${issue.minimum}.`;
    case 'too_big':
      return issue.origin === 'string' ? `At most ${issue.maximum} characters.` : `At most ${issue.maximum}.`;
    case 'invalid_format':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return 'This is not written as it must be.';
    default:
      return undefined;
  }
}

const typeWords: Partial<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'yes or no',
  object: 'fields by name',
  record: 'fields by name',
  array: 'a list',
};
