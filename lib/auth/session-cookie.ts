/** Name of the session cookie. Over HTTPS the prefix binds it to this host, path and scheme. */
export function sessionCookieName(url: string): string {
  return url.startsWith('https:') ? '__Host-bailiwick-session' : 'bailiwick-session';
}

/** Name of next-auth's CSRF cookie, which it derives the same way. */
export function csrfCookieName(url: string): string {
  return url.startsWith('https:') ? '__Host-next-auth.csrf-token' : 'next-auth.csrf-token';
}
