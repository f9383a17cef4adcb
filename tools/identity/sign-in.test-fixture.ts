import { createHash, randomBytes } from 'node:crypto';
import type { IdentityConfig } from './accounts.ts';
import { issuerOf } from './provider.ts';

const callback = ({ webUrls }: IdentityConfig) => `${webUrls[0]}/api/auth/callback/oidc`;
const verifier = randomBytes(32).toString('base64url');

/** Where a sign-in begins, as next-auth asks for it. */
export function authorizeUrl(config: IdentityConfig): URL {
  const url = new URL(`${issuerOf(config.port)}/auth`);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const query = {
    client_id: config.clientId,
    response_type: 'code',
    redirect_uri: callback(config),
    scope: 'openid profile email groups',
    state: 's1',
    nonce: 'n1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  };
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  return url;
}

/** Signs in at the local provider without a browser; answers the claims of the id token and the refresh token. */
export async function signInAt(config: IdentityConfig, email: string, password = 'bailiwick') {
  const issuer = issuerOf(config.port);
  const jar = new Map<string, string>();
  const visit = async (url: string | URL, form?: URLSearchParams) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      jar.set(name, value);
    }
    return response;
  };
  const first = await visit(authorizeUrl(config));
  const form = new URL(first.headers.get('location') ?? '', issuer);
  let response = await visit(form, new URLSearchParams({ email, password }));
  if (response.status === 401) return { status: 401, body: await response.text() };
  let target = new URL(response.headers.get('location') ?? '', issuer);
  while (target.origin === issuer) {
    response = await visit(target);
    target = new URL(response.headers.get('location') ?? '', issuer);
  }
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: target.searchParams.get('code') ?? '',
    redirect_uri: callback(config),
    code_verifier: verifier,
  });
  const authorization = `Basic ${Buffer.from(`${config.clientId}:${config.clientSecret}`).toString('base64')}`;
  const answer = await fetch(`${issuer}/token`, { method: 'POST', body, headers: { authorization } });
  const { id_token: token = '', refresh_token: refreshToken } = (await answer.json()) as {
    id_token?: string;
    refresh_token?: string;
  };
  const claims: unknown = JSON.parse(
    Buffer.from(token.split('.')[1] ?? '', 'base64url').toString() || 'null',
  );
  return { status: answer.status, body: '', claims, refreshToken };
}
