import type { SiteRole } from './role.ts';

/** The site roles that configuration hands out: `issuer#subject` or e-mail in lower case → role. */
export type ConfiguredRoles = ReadonlyMap<string, SiteRole>;

/** What decides it: who the identity provider says somebody is. */
interface Claims {
  issuer: string;
  subject: string;
  email: string | null;
  emailVerified: boolean;
}

/** The configured role of a person; null for everybody who is not named exactly. An e-mail counts only when verified. */
export function configuredRole(configured: ConfiguredRoles, claims: Claims): SiteRole | null {
  const { issuer, subject, email, emailVerified } = claims;
  // A text with # is always a subject, so that no e-mail can pass for one.
  const address = emailVerified && email !== null && !email.includes('#') ? email.toLowerCase() : null;
  const byEmail = address === null ? undefined : configured.get(address);
  return configured.get(`${issuer}#${subject}`) ?? byEmail ?? null;
}
