import { inQuotaOrder } from '#components/requests/quota-order.ts';
import type { ClassView } from '#lib/domain/views.ts';

/** Every quota key of the classes and of a budget that is already set, each once. */
export function budgetKeys(classes: readonly ClassView[], set: readonly { key: string }[] = []): string[] {
  const keys = [...classes.flatMap(({ spec }) => Object.keys(spec.quota)), ...set.map(({ key }) => key)];
  return inQuotaOrder([...new Set(keys)]);
}

/** The budget of a sent form; empty fields are left out. */
export function readBudget(values: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(values).filter(
    ([name, text]) => name.startsWith('budget.') && text.trim() !== '',
  );
  return Object.fromEntries(entries.map(([name, text]) => [name.slice('budget.'.length), text.trim()]));
}
