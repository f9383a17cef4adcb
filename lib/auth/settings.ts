import { z } from 'zod';
import type { SiteRole } from '#lib/domain/role.ts';
import { readSessionHours, sessionVariables } from './session-hours.ts';

/** The variables of sign-in, described for the reference. */
export const signInVariables = z.object({
  OIDC_ISSUER: z.url().describe('The identity provider: where its discovery document is found.'),
  OIDC_CLIENT_ID: z.string().min(1).describe('The client that the provider knows the portal as.'),
  OIDC_CLIENT_SECRET: z.string().min(1).describe('Its secret.'),
  OIDC_SCOPES: z
    .string()
    .regex(/^openid( [\x21\x23-\x5b\x5d-\x7e]+)*$/, 'begins with openid, with one space between scopes')
    .default('openid profile email')
    .describe(
      'The scopes that are asked for, with spaces between. With `offline_access` the provider can be asked again for longer; docs/identity.md says what each provider wants.',
    ),
  OIDC_GROUPS_CLAIM: z
    .string()
    .min(1)
    .max(200)
    .default('groups')
    .describe('The claim of the id token that lists the groups of a person: an array of names.'),
  NEXTAUTH_URL: z
    .url()
    .describe(
      'The address of the portal as browsers see it. The callback is below it: `/api/auth/callback/oidc`.',
    ),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, 'needs 32 characters or more')
    .describe('Signs and encrypts what a browser carries. Each web server has the same.'),
  BAILIWICK_ADMINS: z
    .string()
    .default('')
    .describe(
      'Who is an admin from the first sign-in on: `issuer#subject` or verified e-mail addresses, with commas between.',
    ),
  BAILIWICK_AUDITORS: z
    .string()
    .default('')
    .describe('The same for auditors, who see everything and change nothing.'),
  BAILIWICK_IDENTITY_CHECK_MINUTES: z.coerce
    .number()
    .min(1)
    .max(24 * 60)
    .default(15)
    .describe(
      'How often the provider is asked again whether a person is still there, and in which groups. Who was removed there loses the portal and what groups gave within this time.',
    ),
  ...sessionVariables,
});

/** How people sign in, read from the environment. */
export interface AuthSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  scopes: string;
  groupsClaim: string;
  url: string;
  secret: string;
  /** How often the provider is asked again, in milliseconds. */
  checkMs: number;
  idleSeconds: number;
  absoluteMs: number;
  configuredRoles: ReadonlyMap<string, SiteRole>;
}

/** Reads and checks the settings; the error names each variable that is wrong, never its value. */
export function readAuthSettings(env: Record<string, string | undefined>): AuthSettings {
  const parsed = signInVariables.safeParse(env);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new Error(`Sign-in is not configured: ${wrong}`);
  }
  const { data } = parsed;
  return {
    issuer: data.OIDC_ISSUER,
    clientId: data.OIDC_CLIENT_ID,
    clientSecret: data.OIDC_CLIENT_SECRET,
    scopes: data.OIDC_SCOPES,
    groupsClaim: data.OIDC_GROUPS_CLAIM,
    url: data.NEXTAUTH_URL,
    secret: data.NEXTAUTH_SECRET,
    checkMs: Math.round(data.BAILIWICK_IDENTITY_CHECK_MINUTES * 60_000),
    ...readSessionHours(env),
    configuredRoles: configuredRoles(data.BAILIWICK_ADMINS, data.BAILIWICK_AUDITORS),
  };
}

/** Who gets a site role by configuration: BAILIWICK_ADMINS and BAILIWICK_AUDITORS, each a list with commas. */
export function readConfiguredRoles(env: Record<string, string | undefined>): ReadonlyMap<string, SiteRole> {
  return configuredRoles(env.BAILIWICK_ADMINS ?? '', env.BAILIWICK_AUDITORS ?? '');
}

// Admins come last so that a person named in both lists is an admin. E-mails compare in lower case, subjects exactly.
function configuredRoles(admins: string, auditors: string): Map<string, SiteRole> {
  const entries = (list: string, role: SiteRole): [string, SiteRole][] =>
    list
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '')
      .map((entry) => [entry.includes('#') ? entry : entry.toLowerCase(), role]);
  return new Map([...entries(auditors, 'auditor'), ...entries(admins, 'admin')]);
}
