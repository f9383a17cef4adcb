import { volumeTypes } from '#lib/domain/class-choices.ts';
import type { Guardrails } from '#lib/domain/guardrails.ts';

type Values = Readonly<Record<string, string>>;

const lists = ['registries', 'storageClasses', 'ingressClasses', 'priorityClasses'] as const;

/** Whether a box is ticked: `on` as browsers send it, `true` as a form begins with it. */
export function isOn(text: string | undefined): boolean {
  return text === 'on' || text === 'true';
}

/** The fields of the form for the guardrails, flat: `guardrails.exec`, `guardrails.volumeTypes.secret`. */
export function guardrailValues(rules: Guardrails): Record<string, string> {
  const { volumeTypes: types, ...rest } = rules;
  return Object.fromEntries([
    ...Object.entries(rest).map(([name, value]) => [`guardrails.${name}`, textOf(value)]),
    ...types.map((type) => [`guardrails.volumeTypes.${type}`, 'true']),
  ]);
}

function textOf(value: string | boolean | readonly string[] | null): string {
  if (value === null) return '*';
  return typeof value === 'object' ? value.join(', ') : String(value);
}

/** The guardrails as the form says them, for the service to check: nothing here is trusted yet. */
export function readGuardrails(values: Values): Record<string, unknown> {
  const at = (name: string) => values[`guardrails.${name}`]?.trim() ?? '';
  const ticked = (name: string) => isOn(values[`guardrails.${name}`]);
  return {
    mode: at('mode'),
    exec: ticked('exec'),
    secrets: ticked('secrets'),
    imagePullPolicy: at('imagePullPolicy'),
    volumeTypes: volumeTypes.filter((type) => ticked(`volumeTypes.${type}`)),
    nodePorts: ticked('nodePorts'),
    loadBalancers: ticked('loadBalancers'),
    // A lone star means that every name is allowed; nothing written, that none is.
    ...Object.fromEntries(lists.map((name) => [name, at(name) === '*' ? null : namesIn(at(name))])),
  };
}

/** The entry of a list that a message is about: `guardrails.registries.1` is the second registry; null if it is none. */
export function listEntry(path: string, values: Values): { field: string; entry: string } | null {
  const [, field = '', index = ''] = /^(guardrails\.\w+)\.(\d+)$/.exec(path) ?? [];
  if (field === '') return null;
  return { field, entry: namesIn(values[field] ?? '')[Number(index)] ?? '' };
}

const namesIn = (text: string) => text.split(/[\s,]+/).filter(Boolean);
