/** What a browser says about where a request comes from. */
interface OriginHeaders {
  get(name: string): string | null;
}

/**
 * Why a state-changing request must not be trusted; null when it comes from our own pages. Fails closed: a missing
 * Origin is refused, and so is a Sec-Fetch-Site that says anything but same-origin.
 */
export function originProblem(headers: OriginHeaders, expectedUrl: string): string | null {
  const origin = headers.get('origin');
  if (origin === null || origin === 'null') return 'The request names no origin.';
  if (origin !== new URL(expectedUrl).origin) return 'The request comes from another site.';
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return 'The request comes from another site.';
  return null;
}
