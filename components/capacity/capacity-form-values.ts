import type { CapacityLine } from '#lib/domain/capacity/views.ts';
import type { FieldErrors } from '#lib/domain/error.ts';

type Values = Readonly<Record<string, string>>;

/** The fields of the plan's form: `amount.<key>` and `factor.<key>`; both empty means that the key is not planned. */
export function capacityValues(lines: readonly CapacityLine[]): Record<string, string> {
  return Object.fromEntries(
    lines.flatMap(({ key, planned }) => [
      [`amount.${key}`, planned?.amount ?? ''],
      [`factor.${key}`, planned === null ? '' : factorText(planned.perMille)],
    ]),
  );
}

/** Thousandths as people write them: 1500 is "1.5". */
export function factorText(perMille: number): string {
  return String(perMille / 1000);
}

/** What the form says, for the service to check; a factor that is no number becomes NaN and is refused there. */
export function readCapacity(values: Values): Record<string, { amount: string | null; perMille: number }> {
  const names = Object.keys(values).flatMap((name) => /^factor\.(.+)$/.exec(name)?.[1] ?? []);
  const rows = names.map((key) => [key, values[`amount.${key}`], values[`factor.${key}`]] as const);
  const other = values.otherKey?.trim() ?? '';
  const all = other === '' ? rows : [...rows, [other, values.otherAmount, values.otherFactor] as const];
  return Object.fromEntries(
    all.flatMap(([key, amount = '', factor = '']) => {
      if (amount.trim() === '' && factor.trim() === '') return [];
      return [[key, { amount: amount.trim() || null, perMille: readFactor(factor.trim() || '1') }]];
    }),
  );
}

function readFactor(text: string): number {
  return /^\d{1,3}([.,]\d{1,3})?$/.test(text)
    ? Math.round(Number(text.replace(',', '.')) * 1000)
    : Number.NaN;
}

/** The service's messages at the fields of the form. */
export function capacityErrors(errors: FieldErrors, values: Values): FieldErrors {
  const other = values.otherKey?.trim() ?? '';
  return Object.fromEntries(
    Object.entries(errors).map(([path, message]) => {
      const found = /^keys\.(.+?)(\.amount|\.perMille)?$/.exec(path);
      if (found === null) return [path, message];
      const [, key = '', part] = found;
      if (key === other)
        return [{ '.amount': 'otherAmount', '.perMille': 'otherFactor' }[part ?? ''] ?? 'otherKey', message];
      return [`${part === '.perMille' ? 'factor' : 'amount'}.${key}`, message];
    }),
  );
}
