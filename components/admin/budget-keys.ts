import { inQuotaOrder } from '#components/requests/quota-order.ts';
import type { FieldErrors } from '#lib/domain/error.ts';
import type { ClassView } from '#lib/domain/views.ts';

/** Every quota key of the classes and of a budget that is already set, each once. */
export function budgetKeys(classes: readonly ClassView[], set: readonly { key: string }[] = []): string[] {
  const keys = [...classes.flatMap(({ spec }) => Object.keys(spec.quota)), ...set.map(({ key }) => key)];
  return inQuotaOrder([...new Set(keys)]);
}

type Values = Readonly<Record<string, string>>;

/** The budget of a sent form; empty fields are left out. */
export function readBudget(values: Values): Record<string, string> {
  const entries = Object.entries(values)
    .filter(([name, text]) => name.startsWith('budget.') && text.trim() !== '')
    .map(([name, text]) => [name.slice('budget.'.length), text.trim()]);
  const other = values.otherKey?.trim() ?? '';
  const more = other === '' ? [] : [[other, values.otherAmount?.trim() ?? '']];
  return Object.fromEntries([...entries, ...more]);
}

/** The service's messages at the fields of the form: those of the key that was typed stand at its own line. */
export function budgetErrors(errors: FieldErrors, values: Values): FieldErrors {
  const other = values.otherKey?.trim() ?? '';
  return Object.fromEntries(
    Object.entries(errors).map(([path, message]) => [
      path === `budget.${other}` && !Object.hasOwn(values, path) ? 'otherKey' : path,
      message,
    ]),
  );
}
