import { z } from 'zod';
import { classSpecSchema } from '../environment-class.ts';
import { environmentSlugProblem } from '../name.ts';
import { classSpecProblems } from '../shipped-classes-lint.ts';
import { choice, filter, listFields, nameField, slugField, versionField } from './fields.ts';

const position = z.int('Give a whole number.').min(0, 'At least 0.').max(1000, 'At most 1000.');

/** A class that would refuse every pod is refused here, with the field that is wrong. */
const spec = classSpecSchema.superRefine((value, context) => {
  for (const { path, message } of classSpecProblems(value))
    context.addIssue({ code: 'custom', path, message });
});

const newSlug = slugField.superRefine((slug, context) => {
  const problem = environmentSlugProblem(slug);
  if (problem !== null)
    context.addIssue({ code: 'custom', message: problem.replace('environment', 'class') });
});

export const listClassesInput = z.strictObject({
  archived: filter(z.boolean().or(z.stringbool('Say true or false.'))),
});
export const pageClassesInput = z.strictObject({
  ...listFields,
  state: choice(['offered', 'archived', 'all']),
  sort: choice(['position', 'name']),
});
export const getClassInput = z.strictObject({
  class: slugField,
  version: filter(z.coerce.number().int().min(1)),
});
export const createClassInput = z.strictObject({
  slug: newSlug,
  name: nameField,
  position: position.optional(),
  spec,
});
export const createClassVersionInput = z.strictObject({
  class: slugField,
  baseVersion: versionField,
  name: nameField.optional(),
  spec,
});
export const archiveClassInput = z.strictObject({ class: slugField });
