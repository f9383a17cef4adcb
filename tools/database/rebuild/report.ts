import type { Rebuilt } from './rebuild-database.ts';

const neverKnown = [
  'requests, decisions and comments; the audit log before this',
  'what environments are for, who asked for them, and when they expire: they stay until somebody sets an end',
  'budgets: each team has what its environments have, and no more until an admin sets one',
  'names and e-mail addresses, until people sign in; who is admin or auditor: BAILIWICK_ADMINS says so at the next sign-in',
  'members without access to any environment; teams without environments',
  'bounds, lifetime, roles and approval of classes that were not there: they are those of the nearest shipped class',
  'approval rules, capacity plan, alerts, webhooks, drafts, usage history, conformance runs and waivers',
];

/** What was rebuilt, what was left and why, and what nobody can know, for the person at the terminal. */
export function reportText(rebuilt: Rebuilt, writes: boolean): string {
  const { teams, environments, renewed, known, leftOut, clusterUid } = rebuilt;
  const made = teams.filter(({ isKnown }) => !isKnown);
  const members = made.flatMap((team) => team.members);
  const classes = new Set(
    environments
      .filter(({ classId }) => classId === null)
      .map(({ found }) => `${found.className} v${found.classVersion}`),
  );
  const unsure = made.flatMap(({ slug, members: own }) =>
    own
      .filter(({ orElse }) => orElse.length > 0)
      .map(
        ({ subject, role, orElse }) =>
          `  ${slug}: ${subject} is ${role}, and may have been ${orElse.join(' or ')}`,
      ),
  );
  const ownerless = made.filter(({ members: own }) => own.every(({ role }) => role !== 'owner'));
  return [
    `Cluster ${clusterUid}`,
    `${writes ? 'Rebuilt' : 'Would rebuild'}: ${environments.length} environments, ${made.length} teams, ${members.length} memberships`,
    `Known already: ${known} environments`,
    ...(renewed.length > 0 ? [`Namespaces made anew since, and taken as ours: ${renewed.length}`] : []),
    ...(classes.size > 0
      ? [`Class versions written from what shows of them: ${[...classes].sort().join(', ')}`]
      : []),
    ...section(
      'Left as they are',
      leftOut.map(({ namespace, why }) => `  ${namespace}: ${why}`),
    ),
    ...section('Roles that can’t be told apart; the weaker one was taken', unsure),
    ...section(
      'Teams without an owner',
      ownerless.map(({ slug }) => `  ${slug}`),
    ),
    ...section(
      'Can’t be known',
      neverKnown.map((line) => `  ${line}`),
    ),
    ...(writes ? [] : ['', 'Nothing was changed. Run it again with --yes.']),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines];
}
