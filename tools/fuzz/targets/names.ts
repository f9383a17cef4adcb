import fc from 'fast-check';
import { AppError } from '#lib/domain/error.ts';
import { namespaceName, namespaceProblem, splitNamespaceName } from '#lib/domain/name.ts';
import { target } from '../target.ts';

const nearlySlugs = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9-]{0,34}$/),
  fc.stringMatching(/^(kube|openshift|bailiwick|default|system)?-?[a-z0-9]{0,8}(-system)?$/),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);
const pair = fc.tuple(nearlySlugs, nearlySlugs);

function find([team, environment]: [string, string]): string | null {
  try {
    return namespaceName(team, environment);
  } catch (error) {
    if (error instanceof AppError && error.code === 'INVALID_INPUT') return null;
    throw error;
  }
}

export const names = target(
  'names',
  'an accepted pair is a valid namespace that tells team and environment apart; no two pairs share one',
  [pair, pair],
  (one, other) => {
    const [first, second] = [find(one), find(other)];
    if (first !== null) {
      const split = splitNamespaceName(first);
      if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(first)) return false;
      if (split?.team !== one[0] || split.environment !== one[1]) return false;
      if (/^(kube|openshift|bailiwick)-/.test(first) && namespaceProblem(first) === null) return false;
    }
    return first === null || first !== second || (one[0] === other[0] && one[1] === other[1]);
  },
);
