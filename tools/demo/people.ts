import { loadActorById, systemActor } from '#lib/auth/load-actor.ts';
import type { Actor } from '#lib/auth/permissions.ts';
import { signInUser } from '#lib/auth/sign-in-user.ts';
import { setSiteRole } from '#lib/services/user/set-site-role.ts';
import { demoAccounts } from '#tools/identity/accounts.ts';

const logins = ['alex', 'dana', 'eli', 'vera', 'sam', 'tara', 'nora', 'audra'] as const;
export type Login = (typeof logins)[number];

/** The demo's people by login: their roles are read anew at each call, as with each request of a browser. */
export type People = (login: Login) => Promise<Actor>;

/** Signs everyone in for the first time and gives Alex and Audra their site roles. */
export async function signInPeople(issuer: string): Promise<{ as: People; idOf: (login: Login) => string }> {
  const ids = new Map<string, string>();
  for (const { subject, email, name, groups } of demoAccounts) {
    const { userId } = await signInUser({ issuer, subject, name, email, emailVerified: true, groups });
    ids.set(email.split('@')[0] ?? '', userId);
  }
  const idOf = (login: Login) => {
    const id = ids.get(login);
    if (id === undefined) throw new Error(`The local identity provider has no account ${login}.`);
    return id;
  };
  const as: People = async (login) => {
    const actor = await loadActorById(idOf(login), 'demo');
    if (actor === null) throw new Error(`${login} may not sign in.`);
    return actor;
  };
  for (const [login, siteRole] of [
    ['alex', 'admin'],
    ['audra', 'auditor'],
  ] as const) {
    if ((await as(login)).siteRole !== siteRole)
      await setSiteRole(systemActor('demo'), { userId: idOf(login), siteRole });
  }
  return { as, idOf };
}
