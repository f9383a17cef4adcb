import { AppError } from './error.ts';

const TEAM_SLUG = /^[a-z]([a-z0-9-]{0,29}[a-z0-9])?$/;
const ENVIRONMENT_SLUG = /^[a-z][a-z0-9]{0,19}$/;

/** Names that belong to the cluster, to distributions, or to the portal itself. */
export const reservedNames = [
  /^kube-/,
  /^kube$/,
  /^default$/,
  /-system$/,
  /^system$/,
  /^openshift(-|$)/,
  /^bailiwick(-|$)/,
  /^admin$/,
  /^join$/,
  /^new$/,
];

/** Why the text can't be a team's slug, in the user's words; null when it can. */
export function teamSlugProblem(slug: string, extraReserved: readonly RegExp[] = []): string | null {
  if (slug === '') return 'Give the team a short name.';
  if (slug.length > 31) return 'The short name has 31 characters at most.';
  if (!TEAM_SLUG.test(slug))
    return 'Use lower-case letters, digits and hyphens; begin with a letter and end with a letter or digit.';
  if (slug.includes('--')) return 'Use single hyphens only.';
  if ([...reservedNames, ...extraReserved].some((pattern) => pattern.test(slug)))
    return `“${slug}” is reserved for the platform.`;
  return null;
}

/** Why the text can't name an environment, in the user's words; null when it can. */
export function environmentSlugProblem(slug: string): string | null {
  if (slug === '') return 'Give the environment a name.';
  if (slug.length > 20) return 'The name has 20 characters at most.';
  if (slug.includes('-'))
    return 'The name has no hyphen, so that the namespace always tells team and environment apart.';
  if (!ENVIRONMENT_SLUG.test(slug)) return 'Use lower-case letters and digits, and begin with a letter.';
  if (slug === 'new') return '“new” is reserved for the portal.';
  return null;
}

/** Why no environment of that team may have that namespace, in the user's words; null when it may. */
export function namespaceProblem(namespace: string, extraReserved: readonly RegExp[] = []): string | null {
  return [...reservedNames, ...extraReserved].some((pattern) => pattern.test(namespace))
    ? `The namespace “${namespace}” is reserved for the platform.`
    : null;
}

/** The namespace of an environment. Injective: the environment's slug has no hyphen. Throws INVALID_INPUT. */
export function namespaceName(teamSlug: string, environmentSlug: string): string {
  const problem = teamSlugProblem(teamSlug) ?? environmentSlugProblem(environmentSlug);
  if (problem !== null) throw new AppError('INVALID_INPUT', problem);
  return `${teamSlug}-${environmentSlug}`;
}

/** Team and environment of a namespace name; null for a name that we would not have made. */
export function splitNamespaceName(namespace: string): { team: string; environment: string } | null {
  const at = namespace.lastIndexOf('-');
  const team = namespace.slice(0, Math.max(at, 0));
  const environment = namespace.slice(at + 1);
  return teamSlugProblem(team) === null && environmentSlugProblem(environment) === null
    ? { team, environment }
    : null;
}
