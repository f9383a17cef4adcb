import { getDatabase } from '#lib/data/client.ts';
import { sessionAdapter } from '#lib/data/sessions/adapter.ts';
import { recordSignIn } from '#lib/data/sessions/sign-in.ts';
import { findUserId } from '#lib/data/users/user-rows.ts';
import { readGroups } from '#lib/domain/identity/read-groups.ts';
import { readConfiguredRoles } from './settings.ts';

/** What an identity provider says about a person. */
export interface Identity {
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  emailVerified: boolean;
  groups?: readonly string[] | undefined;
}

/** What the first sign-in of a person writes, without a browser and without a session: for the demo, the bench and tests. */
export async function signInUser(identity: Identity): Promise<{ userId: string }> {
  const { issuer, subject, name, email, emailVerified, groups } = identity;
  const known = await findUserId(getDatabase(), issuer, subject);
  const person = { issuer, subject, name, email: email ?? '', emailVerified: null };
  const userId = known ?? (await sessionAdapter(issuer, { absoluteMs: 0 }).createUser(person)).id;
  const said = groups === undefined ? undefined : readGroups({ groups }, 'groups');
  await recordSignIn({ userId, name, email, emailVerified, said }, readConfiguredRoles(process.env));
  return { userId };
}
