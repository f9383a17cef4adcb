import type { LabelSelector } from './policy.ts';

export type Labels = Readonly<Record<string, string>>;

/** Whether labels fit a selector: all its parts must hold, and an empty one fits everything. */
export function matchesLabels(selector: LabelSelector, labels: Labels): boolean {
  const fits = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return (
    fits &&
    (selector.matchExpressions ?? []).every(({ key, operator, values }) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      const isListed = value !== undefined && (values ?? []).includes(value);
      return operator === 'In' ? isListed : !isListed;
    })
  );
}

/** Labels that fit the selector, made from some that may not; null where the parts contradict each other. */
export function labelsFor(selector: LabelSelector, base: Labels = {}): Labels | null {
  const labels: Record<string, string> = { ...base, ...selector.matchLabels };
  for (const { key, operator, values } of selector.matchExpressions ?? []) {
    const fixed = selector.matchLabels?.[key] !== undefined;
    if (operator === 'In' && !fixed && !values?.includes(labels[key] ?? '')) labels[key] = values?.[0] ?? '';
    if (operator === 'Exists') labels[key] ??= 'any';
    if (
      operator === 'DoesNotExist' ||
      (operator === 'NotIn' && !fixed && values?.includes(labels[key] ?? ''))
    )
      delete labels[key];
  }
  return matchesLabels(selector, labels) ? labels : null;
}

/** The selector as kubectl writes it; the empty text fits everything. */
export function selectorText(selector: LabelSelector): string {
  const equal = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const others = (selector.matchExpressions ?? []).map(({ key, operator, values }) => {
    if (operator === 'Exists') return key;
    if (operator === 'DoesNotExist') return `!${key}`;
    return `${key} ${operator === 'In' ? 'in' : 'notin'} (${(values ?? []).join(', ')})`;
  });
  return [...equal, ...others].join(', ');
}
