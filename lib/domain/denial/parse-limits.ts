import type { Denial, LimitViolation } from './denial.ts';

const bounded =
  /^(maximum|minimum) (\S+) usage per (\w+) is ([^\s,]+?)(?:, but (limit|request) is (\S+?)|\. {1,2}No (limit|request) is specified)\.?$/;
const ratio =
  /^(\S+) max limit to request ratio per (\w+) is ([^\s,]+), but (?:provided ratio is (\S+)|no (?:request|limit) is specified.*)$/;
const next = /, (?=(?:maximum|minimum|\S+ max limit) )/;

/** What a LimitRange refused: one bound, or several in brackets. Null where the text is about something else. */
export function parseLimits(text: string): Denial | null {
  const list = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1).split(next) : [text];
  const violations = list.map(parseViolation);
  if (!violations.every((each) => each !== null)) return null;
  // The API server names them in any order.
  const order = ({ resource, bound }: LimitViolation) => `${resource} ${bound}`;
  violations.sort((one, other) => (order(one) < order(other) ? -1 : 1));
  return { kind: 'limits', violations };
}

function parseViolation(text: string): LimitViolation | null {
  const [, bound, resource, per, allowed, side, actual, unsaid] = bounded.exec(text) ?? [];
  if (bound !== undefined && resource !== undefined && per !== undefined && allowed !== undefined)
    return {
      bound: bound === 'maximum' ? 'maximum' : 'minimum',
      resource,
      per,
      allowed,
      side: (side ?? unsaid) === 'limit' ? 'limit' : 'request',
      actual: actual ?? null,
    };
  const [, name, whole, most, provided] = ratio.exec(text) ?? [];
  if (name === undefined || whole === undefined || most === undefined) return null;
  // The API server writes the ratio with six digits whether they say anything or not.
  const given = provided?.replace(/\.?0+$/, '') ?? null;
  return { bound: 'ratio', resource: name, per: whole, allowed: most, side: 'limit', actual: given };
}
