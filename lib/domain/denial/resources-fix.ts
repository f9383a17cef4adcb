import type { ClassSpec } from '../environment-class.ts';
import type { LimitViolation } from './denial.ts';

type Defaults = ClassSpec['containerDefaults'];

/** The resources of the named containers, with the defaults of the class. */
export function resourcesFix(containers: readonly string[], { requests, limits }: Defaults): string {
  const names = [...new Set(containers)];
  return lines([
    'containers:',
    ...(names.length === 0 ? ['…'] : names).flatMap((name) => [
      `  - name: ${quoted(name)}`,
      '    resources:',
      '      requests:',
      ...amounts(requests),
      '      limits:',
      ...amounts(limits),
    ]),
  ]);
}

/** The resources at the edge of what is allowed; null where one container alone can't keep the bound. */
export function limitsFix(violations: readonly LimitViolation[]): string | null {
  const bounds = violations.filter(({ bound, per }) => per === 'Container' && bound !== 'ratio');
  if (bounds.length !== violations.length || bounds.length === 0) return null;
  const edge = (side: LimitViolation['side']) => {
    const own = bounds.filter((each) => each.side === side);
    return own.length === 0
      ? []
      : [`      ${side}s:`, ...own.map(({ resource, allowed }) => `        ${resource}: ${quoted(allowed)}`)];
  };
  return lines(['containers:', "  - name: '…'", '    resources:', ...edge('request'), ...edge('limit')]);
}

function amounts(texts: Readonly<Record<string, string>>): string[] {
  return Object.entries(texts).map(([key, amount]) => `        ${key}: ${quoted(amount)}`);
}

/** Single-quoted YAML: what a tenant wrote stays one value. */
function quoted(text: string): string {
  return /^[A-Za-z][\w-]*$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

function lines(list: readonly string[]): string {
  return `${list.join('\n')}\n`;
}
