import type { Account, NextAuthOptions } from 'next-auth';
import type { Adapter } from 'next-auth/adapters';
import { findActor } from '#lib/data/actors/find-actor.ts';
import { sessionAdapter } from '#lib/data/sessions/adapter.ts';
import { recordSignIn, type SignInClaims } from '#lib/data/sessions/sign-in.ts';
import { readGroups } from '#lib/domain/identity/read-groups.ts';
import { seal } from './identity/seal.ts';
import { signInRequest } from './identity/sign-in-request.ts';
import { signInCookies } from './session-cookie.ts';
import { type AuthSettings, readAuthSettings } from './settings.ts';

interface Claims {
  sub: string;
  name?: string;
  preferred_username?: string;
  email?: string;
  email_verified?: boolean;
}

let options: NextAuthOptions | undefined;

/** next-auth's options, made at first use: the build must not need the identity provider's settings. */
export function authOptions(): NextAuthOptions {
  options ??= makeOptions(readAuthSettings(process.env));
  return options;
}

function makeOptions(settings: AuthSettings): NextAuthOptions {
  return {
    secret: settings.secret,
    adapter: sessionAdapter(settings.issuer, settings, signInRequest) as Adapter,
    session: { strategy: 'database', maxAge: settings.idleSeconds, updateAge: 5 * 60 },
    cookies: signInCookies(settings.url),
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    providers: [
      {
        id: 'oidc',
        name: 'your company account',
        type: 'oauth',
        wellKnown: `${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        issuer: settings.issuer,
        clientId: settings.clientId,
        clientSecret: settings.clientSecret,
        idToken: true,
        checks: ['pkce', 'state', 'nonce'],
        authorization: { params: { scope: settings.scopes } },
        profile: (claims: Claims) => ({
          id: claims.sub,
          issuer: settings.issuer,
          subject: claims.sub,
          name: displayName(claims),
          email: claims.email ?? '',
        }),
      },
    ],
    callbacks: {
      // A person who was disabled is stopped here; a new one has no row yet and is let in.
      signIn: async ({ user, account, profile }) => {
        if (account?.provider !== 'oidc') return false;
        const request = signInRequest();
        if (request !== undefined) request.claims = profile ?? {};
        const isKnown = user.id !== account.providerAccountId;
        return !isKnown || (await findActor(user.id)) !== null;
      },
      session: ({ session, user }) => ({ expires: session.expires, userId: user.id }),
      redirect: ({ url }) => localTarget(url, settings.url),
    },
    events: {
      signIn: ({ user, account, profile }) => {
        // next-auth hands the event its own profile, in which nothing but a few claims is left.
        const claims = { ...profile, ...signInRequest()?.claims } as Claims;
        return recordSignIn(
          {
            userId: user.id,
            name: displayName(claims),
            email: claims.email ?? null,
            emailVerified: claims.email_verified === true,
            said: readGroups(claims, settings.groupsClaim),
            grant: grantOf(settings, account),
          },
          settings.configuredRoles,
        );
      },
    },
  };
}

// A refresh token outlives the access token; without either there is nothing to ask with.
function grantOf(settings: AuthSettings, account: Account | null): SignInClaims['grant'] {
  const kind = account?.refresh_token ? 'refresh' : 'access';
  const token = account?.refresh_token || account?.access_token;
  if (!token) return undefined;
  const sessionId = signInRequest()?.sessionId ?? null;
  return { kind, token: seal(settings.secret, token), sessionId, afterMs: settings.checkMs };
}

function displayName(claims: Claims): string {
  const name = claims.name ?? claims.preferred_username ?? claims.email ?? claims.sub;
  return name.slice(0, 120);
}

/** Where to go after signing in: a page of ours, else the home page. */
export function localTarget(target: string, base: string): string {
  const url = URL.parse(target, base);
  return url !== null && url.origin === new URL(base).origin ? url.href : new URL('/', base).href;
}
