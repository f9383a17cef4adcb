import { inQuotaOrder } from '#components/requests/quota-order.ts';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import type { FieldErrors } from '#lib/domain/error.ts';
import { guardrailValues, listEntry, readGuardrails } from './guardrail-values.ts';

type Values = Readonly<Record<string, string>>;

/** The fields of the form for a class, flat: `networkProfile`, `containerMax.cpu`, `quota.3.key`. */
export function classValues(spec: ClassSpec): Record<string, string> {
  const { quota, guardrails, ...rest } = spec;
  const rows = inQuotaOrder(Object.keys(quota)).flatMap((key, index) =>
    Object.entries({ key, ...quota[key] }).map(([name, text]) => [`quota.${index}.${name}`, text]),
  );
  return { ...flat(rest), ...Object.fromEntries(rows), ...guardrailValues(guardrails) };
}

function flat(value: unknown, path = ''): Record<string, string> {
  if (typeof value !== 'object' || value === null) return { [path]: value === null ? '' : String(value) };
  const parts = Object.entries(value).map(([key, each]) => flat(each, path ? `${path}.${key}` : key));
  return Object.assign({}, ...parts);
}

/** The quota rows of the form, in order; rows without a key are left out. */
export function quotaRows(values: Values): { index: string; key: string }[] {
  return Object.entries(values).flatMap(([name, key]) => {
    const index = /^quota\.(\d+)\.key$/.exec(name)?.[1];
    return index !== undefined && key.trim() !== '' ? [{ index, key: key.trim() }] : [];
  });
}

const number = (text: string | undefined) => (text?.trim() ? Number(text) : null);
const orNull = (text: string | undefined) => text || null;

/** What the form says, for the service to check: nothing here is trusted to be a ClassSpec yet. */
export function readClassSpec(values: Values): Record<string, unknown> {
  const at = (name: string) => values[name]?.trim() ?? '';
  const resources = (path: string) => ({
    cpu: at(`${path}.cpu`),
    memory: at(`${path}.memory`),
    'ephemeral-storage': at(`${path}.ephemeral-storage`),
  });
  const bounds = quotaRows(values).map(({ index, key }) => [
    key,
    { default: at(`quota.${index}.default`), min: at(`quota.${index}.min`), max: at(`quota.${index}.max`) },
  ]);
  return {
    description: at('description'),
    stage: at('stage'),
    quota: Object.fromEntries(bounds),
    containerDefaults: {
      requests: resources('containerDefaults.requests'),
      limits: resources('containerDefaults.limits'),
    },
    containerMax: resources('containerMax'),
    podSecurity: { level: at('podSecurity.level'), version: at('podSecurity.version') },
    networkProfile: at('networkProfile'),
    guardrails: readGuardrails(values),
    roles: {
      owner: orNull(values['roles.owner']),
      developer: orNull(values['roles.developer']),
      viewer: orNull(values['roles.viewer']),
    },
    lifetimeDays: number(values.lifetimeDays),
    deleteGraceMinutes: number(values.deleteGraceMinutes),
    approval: at('approval'),
  };
}

/** Messages of the service beside the fields of the form: `spec.quota.pods.max` is row 8's maximum. */
export function classFieldErrors(errors: FieldErrors, values: Values): FieldErrors {
  const rows = quotaRows(values);
  const placed = Object.entries(errors).map(([path, message]) => {
    const inSpec = path.replace(/^spec\./, '');
    const listed = listEntry(inSpec, values);
    return listed ? [listed.field, `${listed.entry}: ${message}`] : [fieldOf(inSpec, rows), message];
  });
  return Object.fromEntries(placed);
}

function fieldOf(path: string, rows: readonly { index: string; key: string }[]): string {
  if (!path.startsWith('quota.')) return path;
  const rest = path.slice('quota.'.length);
  const row = rows.find(
    ({ key }) => rest === key || ['default', 'min', 'max'].some((end) => rest === `${key}.${end}`),
  );
  // A key that is missing has no row of its own; the message stands at the table.
  if (!row) return 'quota';
  return `quota.${row.index}.${rest === row.key ? 'key' : rest.slice(row.key.length + 1)}`;
}
