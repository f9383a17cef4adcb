import { stages } from '#lib/domain/class-choices.ts';
import type { FieldErrors } from '#lib/domain/error.ts';
import type { Rule } from '#lib/domain/rules/rule.ts';
import { ruledTypes } from '#lib/domain/rules/rule-choices.ts';

type Values = Readonly<Record<string, string>>;

/** The fields of one rule as the form begins with them: `rules.<row>.<field>`. */
export function ruleValues(rules: readonly Rule[]): Record<string, string> {
  return Object.fromEntries(
    rules.flatMap((rule, row) =>
      Object.entries(fieldsOf(rule)).map(([name, text]) => [`rules.${row}.${name}`, text] as const),
    ),
  );
}

const numberText = (value: number | null | undefined) => (value == null ? '' : String(value));
const onText = (on: boolean) => (on ? 'on' : '');

function fieldsOf(rule: Rule): Record<string, string> {
  const { 'requests.cpu': cpu = '', 'requests.memory': memory = '', ...others } = rule.maxAmounts;
  return {
    name: rule.name,
    effect: rule.effect,
    ...Object.fromEntries(ruledTypes.map((type) => [`types.${type}`, onText(rule.types.includes(type))])),
    ...Object.fromEntries(stages.map((stage) => [`stages.${stage}`, onText(rule.stages.includes(stage))])),
    classAllows: onText(rule.classAllows),
    classes: rule.classes.join(', '),
    teams: rule.teams.join(', '),
    cpu,
    memory,
    amounts: Object.entries(others)
      .map(([key, amount]) => `${key}=${amount}`)
      .join(', '),
    maxGrowth: numberText(rule.maxGrowth),
    useDays: numberText(rule.use?.days),
    useAtLeast: numberText(rule.use?.atLeast),
    useAtMost: numberText(rule.use?.atMost),
    maxBudget: numberText(rule.maxBudget),
    dailyLimit: numberText(rule.dailyLimit),
  };
}

/** The rows of a form in the order in which they stand on the page. */
export function ruleRows(values: Values): number[] {
  const rows = Object.keys(values).flatMap((name) => /^rules\.(\d{1,4})\.name$/.exec(name)?.[1] ?? []);
  return [...new Set(rows)].map(Number);
}

/** What the form says, for the service to check; what is no number becomes NaN and is refused there. */
export function readRules(values: Values): unknown[] {
  return ruleRows(values).map((row) => {
    const text = (name: string) => values[`rules.${row}.${name}`]?.trim() ?? '';
    const isOn = (name: string) => text(name) === 'on';
    return {
      name: text('name'),
      effect: text('effect') === 'ask' ? 'ask' : 'approve',
      types: ruledTypes.filter((type) => isOn(`types.${type}`)),
      classAllows: isOn('classAllows'),
      classes: listOf(text('classes')),
      stages: stages.filter((stage) => isOn(`stages.${stage}`)),
      teams: listOf(text('teams')),
      maxAmounts: amountsOf(text('cpu'), text('memory'), text('amounts')),
      maxGrowth: numberOf(text('maxGrowth')),
      use: useOf(text('useDays'), text('useAtLeast'), text('useAtMost')),
      maxBudget: numberOf(text('maxBudget')),
      dailyLimit: numberOf(text('dailyLimit')),
    };
  });
}

function listOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

function numberOf(text: string): number | null {
  const digits = text.replace(/\s*%$/, '');
  if (digits === '') return null;
  return /^\d{1,6}$/.test(digits) ? Number(digits) : Number.NaN;
}

function amountsOf(cpu: string, memory: string, others: string): Record<string, string> {
  const pairs = listOf(others).map((pair): [string, string] => {
    const at = pair.lastIndexOf('=');
    return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
  });
  const known: [string, string][] = [
    ['requests.cpu', cpu],
    ['requests.memory', memory],
  ];
  return Object.fromEntries([...known.filter(([, amount]) => amount !== ''), ...pairs]);
}

function useOf(days: string, atLeast: string, atMost: string) {
  if (days === '' && atLeast === '' && atMost === '') return null;
  return { days: numberOf(days || '7'), atLeast: numberOf(atLeast), atMost: numberOf(atMost) };
}

const fieldOfPath: Record<string, string> = {
  'maxAmounts.requests.cpu': 'cpu',
  'maxAmounts.requests.memory': 'memory',
  use: 'useAtLeast',
  'use.days': 'useDays',
  'use.atLeast': 'useAtLeast',
  'use.atMost': 'useAtMost',
};

/** The service's messages at the fields of the form: it counts rules from 0, the form has rows. */
export function ruleErrors(errors: FieldErrors, values: Values): FieldErrors {
  const rows = ruleRows(values);
  return Object.fromEntries(
    Object.entries(errors).map(([path, message]) => {
      const [, index, rest = ''] = /^rules\.(\d+)\.(.+)$/.exec(path) ?? [];
      if (index === undefined) return [path, message];
      const field =
        fieldOfPath[rest] ??
        (rest.startsWith('maxAmounts.') ? 'amounts' : rest.replace(/^(teams|classes)\.\d+$/, '$1'));
      return [`rules.${rows[Number(index)]}.${field}`, message];
    }),
  );
}
