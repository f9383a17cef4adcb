import { getDatabase } from '#lib/data/client.ts';
import { type ConfiguredRoles, configuredRole } from '#lib/domain/configured-role.ts';

/** What the identity provider said about a person at this sign-in. */
export interface SignInClaims {
  userId: string;
  name: string;
  email: string | null;
  emailVerified: boolean;
}

/**
 * Records a sign-in: name and e-mail follow the provider, and a configured site role is granted once for each
 * subject, so that taking it away later is not undone by the next sign-in. Writes the audit event with it.
 */
export async function recordSignIn(claims: SignInClaims, configured: ConfiguredRoles): Promise<void> {
  await getDatabase().$transaction(async (tx) => {
    const user = await tx.user.update({
      where: { id: claims.userId },
      data: { name: claims.name, email: claims.email, lastSeenAt: new Date() },
    });
    const subject = { issuer: user.issuer, subject: user.subject };
    const role = configuredRole(configured, { ...claims, ...subject });
    if (role === null) return;
    const { count } = await tx.adminBootstrap.createMany({ data: [subject], skipDuplicates: true });
    if (count === 0) return;
    await tx.user.update({ where: { id: user.id }, data: { siteRole: role } });
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
  });
}
