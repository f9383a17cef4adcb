import 'server-only';
import { cookies } from 'next/headers';
import { sessionAdapter } from '#lib/data/sessions/adapter.ts';
import { sessionCookieName } from './session-cookie.ts';
import { type AuthSettings, readAuthSettings } from './settings.ts';

/** Ends the session here and now; answers where to go next so that it ends at the identity provider too. */
export async function endSession(): Promise<string> {
  const settings = readAuthSettings(process.env);
  const jar = await cookies();
  const name = sessionCookieName(settings.url);
  const token = jar.get(name)?.value;
  if (token !== undefined) await sessionAdapter(settings.issuer, settings).deleteSession(token);
  // A __Host- cookie is only replaced by one with the same attributes.
  const secure = settings.url.startsWith('https:');
  jar.set(name, '', { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: 0 });
  return (await endSessionUrl(settings)) ?? '/sign-in?state=signed-out';
}

/** The provider's sign-out address; null when it has none or does not answer, for our own session is over anyway. */
export async function endSessionUrl(settings: AuthSettings): Promise<string | null> {
  const wellKnown = `${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const answer = await fetch(wellKnown, { signal: AbortSignal.timeout(3000) });
    const { end_session_endpoint: endpoint } = (await answer.json()) as { end_session_endpoint?: unknown };
    if (typeof endpoint !== 'string') return null;
    const target = new URL(endpoint);
    target.searchParams.set('client_id', settings.clientId);
    target.searchParams.set('post_logout_redirect_uri', new URL('/sign-in', settings.url).href);
    // The provider gives it back, and the sign-in page says so.
    target.searchParams.set('state', 'signed-out');
    return target.href;
  } catch {
    return null;
  }
}
