import type { ClassSpec, ResourceAmounts } from '#lib/domain/environment-class.ts';
import { environmentSlugProblem } from '#lib/domain/name.ts';
import type { ClassView } from '#lib/domain/views.ts';
import { quotaProblem } from './quota-bounds.ts';
import { inQuotaOrder } from './quota-order.ts';

/** All text of the form by field name; the amount of a quota key is in `quota.<key>`. */
export type EnvironmentValues = Readonly<Record<string, string>>;

export const quotaField = (key: string) => `quota.${key}`;

/** What the form begins with: the draft where it still fits, otherwise the class's own sizes. */
export function initialValues(classes: readonly ClassView[], draft: EnvironmentValues): EnvironmentValues {
  const chosen = classes.find(({ slug }) => slug === draft.classSlug) ?? classes[0];
  const empty = { classSlug: '', slug: '', lifetimeDays: '', reason: '' };
  return chosen ? withClass({ ...empty, ...draft }, chosen) : { ...empty, ...draft };
}

/** Another class: amounts that are possible there stay, the others become its defaults. */
export function withClass(
  values: EnvironmentValues,
  next: ClassView,
  previous?: ClassView,
): EnvironmentValues {
  const amounts = Object.entries(next.spec.quota).map(([key, bounds]) => {
    const text = values[quotaField(key)];
    const untouched = text === undefined || text === previous?.spec.quota[key]?.default;
    const fits = !untouched && quotaProblem(key, text, bounds) === null;
    return [quotaField(key), fits ? text : bounds.default];
  });
  const rest = Object.entries(values).filter(([name]) => !name.startsWith('quota.'));
  const days = next.spec.lifetimeDays;
  const kept = values.lifetimeDays ?? '';
  const untouched = kept === '' || kept === previous?.spec.lifetimeDays?.toString();
  return Object.fromEntries([
    ...rest,
    ...amounts,
    ['classSlug', next.slug],
    ['lifetimeDays', untouched ? (days?.toString() ?? '') : kept],
  ]);
}

/** Why the lifetime can't be used, in words; null when it can. Empty means that the environment stays. */
export function lifetimeProblem(text: string, longest: number | null): string | null {
  if (text.trim() === '') return longest === null ? null : 'Give the number of days.';
  if (!/^\d{1,4}$/.test(text.trim()) || Number(text) < 1) return 'Give a whole number of days.';
  const limit = longest ?? 3650;
  return Number(text) > limit ? `At most ${limit} days${longest === null ? '' : ' in this class'}.` : null;
}

/** One message for each field that can't be sent as it is, in the order of the form. */
export function problemsOf(values: EnvironmentValues, spec: ClassSpec): Record<string, string> {
  const problems: [string, string | null][] = [
    ['slug', environmentSlugProblem(values.slug ?? '')],
    ...inQuotaOrder(Object.keys(spec.quota)).map((key): [string, string | null] => {
      const bounds = spec.quota[key];
      return [quotaField(key), bounds ? quotaProblem(key, values[quotaField(key)] ?? '', bounds) : null];
    }),
    ['lifetimeDays', lifetimeProblem(values.lifetimeDays ?? '', spec.lifetimeDays)],
    ['reason', (values.reason ?? '').trim() === '' ? 'Say what the environment is for.' : null],
  ];
  return Object.fromEntries(problems.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** The amounts of the form by quota key. */
export function amountsOf(values: EnvironmentValues): ResourceAmounts {
  const entries = Object.entries(values).filter(([name]) => name.startsWith('quota.'));
  return Object.fromEntries(entries.map(([name, text]) => [name.slice('quota.'.length), text.trim()]));
}

/** The payload that the server is asked about. */
export type EnvironmentQuestion = {
  classSlug: string;
  classVersion: number;
  slug: string;
  quota: ResourceAmounts;
  lifetimeDays: number | null;
};

export function questionOf(values: EnvironmentValues, classVersion: number): EnvironmentQuestion {
  const days = (values.lifetimeDays ?? '').trim();
  return {
    classSlug: values.classSlug ?? '',
    classVersion,
    slug: values.slug ?? '',
    quota: amountsOf(values),
    lifetimeDays: days === '' ? null : Number(days),
  };
}
