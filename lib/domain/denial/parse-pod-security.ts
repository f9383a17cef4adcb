import type { Denial } from './denial.ts';

const violates = /^violates PodSecurity "([a-z]+)(?::[^"]*)?": (.*)$/;

/** What Pod Security refused: each check with the field that it found. Null where the text is about something else. */
export function parsePodSecurity(text: string): Denial | null {
  const [, level, list = ''] = violates.exec(text) ?? [];
  if (level === undefined) return null;
  const violations = splitOutside(list).map((part) => {
    const at = part.indexOf(' (');
    return at < 0 || !part.endsWith(')')
      ? { check: part, detail: '' }
      : { check: part.slice(0, at), detail: part.slice(at + 2, -1) };
  });
  return { kind: 'pod-security', level, violations };
}

// The details in parentheses have commas of their own.
function splitOutside(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < list.length; index += 1) {
    const sign = list[index];
    if (sign === '(') depth += 1;
    else if (sign === ')') depth = Math.max(0, depth - 1);
    else if (sign === ',' && depth === 0) {
      parts.push(list.slice(start, index).trim());
      start = index + 1;
    }
  }
  return [...parts, list.slice(start).trim()].filter(Boolean);
}
