/** Where to go after signing in: a path of this portal, never another site; `/` for anything else. */
export function returnPath(value: string | undefined): string {
  if (!value) return '/';
  const url = URL.parse(value, 'https://portal.invalid');
  if (url === null || !/^https?:$/.test(url.protocol)) return '/';
  const path = `${url.pathname}${url.search}`;
  return path.startsWith('//') || path.startsWith('/sign-in') ? '/' : path;
}
