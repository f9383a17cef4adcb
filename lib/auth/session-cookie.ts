/** Name of the session cookie. Over HTTPS the prefix binds it to this host, path and scheme. */
export function sessionCookieName(url: string): string {
  return url.startsWith('https:') ? '__Host-bailiwick-session' : 'bailiwick-session';
}

/** Name of next-auth's CSRF cookie, which it derives the same way. */
export function csrfCookieName(url: string): string {
  return url.startsWith('https:') ? '__Host-next-auth.csrf-token' : 'next-auth.csrf-token';
}

/** next-auth's cookies by its own names for them. Over HTTPS each is bound to this host, whatever its default is. */
export function signInCookies(url: string) {
  const secure = url.startsWith('https:');
  const prefix = secure ? '__Host-' : '';
  const cookie = (name: string, maxAge?: number) => {
    const options = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
    return { name, options: maxAge === undefined ? options : { ...options, maxAge } };
  };
  const oneSignIn = 15 * 60;
  return {
    sessionToken: cookie(sessionCookieName(url)),
    csrfToken: cookie(csrfCookieName(url)),
    callbackUrl: cookie(`${prefix}next-auth.callback-url`),
    pkceCodeVerifier: cookie(`${prefix}next-auth.pkce.code_verifier`, oneSignIn),
    state: cookie(`${prefix}next-auth.state`, oneSignIn),
    nonce: cookie(`${prefix}next-auth.nonce`, oneSignIn),
  };
}
