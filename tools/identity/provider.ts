import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Configuration, type JWK, Provider } from 'oidc-provider';
import type { IdentityConfig } from './accounts.ts';
import { changedGroups } from './changed-groups.ts';
import { messagePage, signOutPage } from './pages.ts';

const hour = 3600;

/** The address the provider calls itself by. */
export function issuerOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** An OIDC provider with one client, Bailiwick, and the given accounts. */
export function createProvider(config: IdentityConfig): Provider {
  const provider = new Provider(issuerOf(config.port), configuration(config));
  provider.on('server_error', (_context, error) => console.error(error));
  return provider;
}

function configuration(config: IdentityConfig): Configuration {
  const accounts = new Map(config.accounts.map((account) => [account.subject, account]));
  return {
    clients: [
      {
        client_id: config.clientId,
        client_secret: config.clientSecret,
        client_name: 'Bailiwick',
        redirect_uris: config.webUrls.map((url) => `${url}/api/auth/callback/oidc`),
        post_logout_redirect_uris: config.webUrls.flatMap((url) => [url, `${url}/`, `${url}/sign-in`]),
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [signingKey(join(config.stateDir, 'signing-key.json'))] },
    cookies: { keys: [config.clientSecret] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'], groups: ['groups'] },
    scopes: ['openid', 'profile', 'email', 'groups'],
    // So that the id token holds name and e-mail, and no second call is needed for them.
    conformIdTokenClaims: false,
    findAccount: (_context, subject) => {
      const account = accounts.get(subject);
      const said = changedGroups(config.stateDir, subject);
      if (!account || said === null) return undefined;
      const { name, email } = account;
      const groups = said ?? account.groups;
      return {
        accountId: subject,
        claims: () => ({ sub: subject, name, email, email_verified: true, groups }),
      };
    },
    // As providers do for confidential clients: the portal asks again with it whether the person is still there.
    issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
    loadExistingGrant: grantAll,
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = signOutPage(form);
        },
        postLogoutSuccessSource: (context) => {
          context.body = messagePage('Signed out', 'You can close this page.');
        },
      },
    },
    renderError: (context, out) => {
      context.type = 'html';
      context.body = messagePage('This did not work', out.error_description ?? out.error);
    },
    ttl: {
      AccessToken: hour,
      IdToken: hour,
      RefreshToken: 12 * hour,
      Grant: 12 * hour,
      Interaction: hour,
      Session: 12 * hour,
    },
  };
}

// Bailiwick is the only client and belongs to the same stack: asking for consent would be theatre.
const grantAll: NonNullable<Configuration['loadExistingGrant']> = async (context) => {
  const { client, session, provider } = context.oidc;
  if (!client || !session?.accountId) return undefined;
  const known = session.grantIdFor(client.clientId);
  const found = known ? await provider.Grant.find(known) : undefined;
  if (found) return found;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile email groups');
  await grant.save();
  return grant;
};

function signingKey(file: string): JWK {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as JWK;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig' };
  writeFileSync(file, JSON.stringify(key), { mode: 0o600 });
  return key as JWK;
}
