import { getDatabase, type Queryable } from '#lib/data/client.ts';
import { type GrantToken, saveGrant } from '#lib/data/identity/grant-rows.ts';
import { saveIdentity } from '#lib/data/identity/identity-rows.ts';
import { holdMapping } from '#lib/data/identity/mapping-rows.ts';
import { identityProvider, settleGroups } from '#lib/data/identity/settle-groups.ts';
import { type ConfiguredRoles, configuredRole } from '#lib/domain/configured-role.ts';
import type { GroupsSaid } from '#lib/domain/identity/read-groups.ts';

/** What the identity provider said about a person at this sign-in. */
export interface SignInClaims {
  userId: string;
  name: string;
  email: string | null;
  emailVerified: boolean;
  /** Left out by tools that sign people in without a provider: what was said before stays. */
  said?: GroupsSaid | undefined;
  /** With what the provider is asked again, and when first; left out where it gave nothing for that. */
  grant?: (GrantToken & { sessionId: string | null; afterMs: number }) | undefined;
}

/**
 * Records a sign-in: name and e-mail follow the provider, what the groups give follows the mapping, and a configured
 * site role is granted once for each subject, so that taking it away later is not undone by the next sign-in.
 */
export async function recordSignIn(claims: SignInClaims, configured: ConfiguredRoles): Promise<void> {
  await getDatabase().$transaction(async (tx) => {
    await holdMapping(tx);
    const user = await tx.user.update({
      where: { id: claims.userId },
      data: { name: claims.name, email: claims.email, lastSeenAt: new Date() },
    });
    await grantConfigured(tx, user, claims, configured);
    if (claims.grant !== undefined) {
      const { sessionId, afterMs, ...token } = claims.grant;
      await saveGrant(tx, user.id, sessionId, token, afterMs);
    }
    if (claims.said === undefined) return;
    await saveIdentity(tx, user, claims.said, identityProvider);
    await settleGroups(tx, [user.id], identityProvider);
  });
}

interface UserRow {
  id: string;
  issuer: string;
  subject: string;
  name: string;
  siteRole: string | null;
}

async function grantConfigured(
  tx: Queryable,
  user: UserRow,
  claims: SignInClaims,
  configured: ConfiguredRoles,
): Promise<void> {
  const subject = { issuer: user.issuer, subject: user.subject };
  const role = configuredRole(configured, { ...claims, ...subject });
  if (role === null) return;
  const { count } = await tx.adminBootstrap.createMany({ data: [subject], skipDuplicates: true });
  if (count === 0) return;
  await tx.user.update({ where: { id: user.id }, data: { manualSiteRole: role } });
  await tx.auditEvent.create({
    data: {
      actorName: 'configuration',
      action: 'user.set-site-role',
      objectType: 'user',
      objectId: user.id,
      objectName: user.name,
      before: { siteRole: user.siteRole },
      after: { siteRole: role },
    },
  });
}
