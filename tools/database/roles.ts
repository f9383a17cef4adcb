import { createHmac } from 'node:crypto';
import pg from 'pg';
import { withClient } from './with-client.ts';

/** The roles the migrations make, one a process; they begin without a login. */
const roles = {
  webUrl: 'bailiwick_web',
  provisionerUrl: 'bailiwick_provisioner',
  conformanceUrl: 'bailiwick_conformance',
  notifierUrl: 'bailiwick_notifier',
} as const;

/** Connection strings of our processes. */
export type RoleUrls = Record<keyof typeof roles, string>;

/** Lets the roles of our processes log in, each with a password derived from the owner's. */
export async function giveLogins(ownerUrl: string): Promise<RoleUrls> {
  await withClient(ownerUrl, async (client) => {
    for (const role of Object.values(roles)) {
      const password = pg.escapeLiteral(derivedPassword(ownerUrl, role));
      await client.query(`ALTER ROLE ${pg.escapeIdentifier(role)} LOGIN PASSWORD ${password}`);
    }
  });
  return roleUrls(ownerUrl);
}

/** The connection strings after `giveLogins`, for any database of that server. */
export function roleUrls(ownerUrl: string): RoleUrls {
  return {
    webUrl: asRole(ownerUrl, roles.webUrl),
    provisionerUrl: asRole(ownerUrl, roles.provisionerUrl),
    conformanceUrl: asRole(ownerUrl, roles.conformanceUrl),
    notifierUrl: asRole(ownerUrl, roles.notifierUrl),
  };
}

function asRole(ownerUrl: string, role: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = derivedPassword(ownerUrl, role);
  return url.href;
}

// Derived, not random: a restart or a second test database on the same server must not lock the others out.
function derivedPassword(ownerUrl: string, role: string): string {
  const secret = decodeURIComponent(new URL(ownerUrl).password);
  return createHmac('sha256', secret).update(`bailiwick login of ${role}`).digest('base64url');
}
