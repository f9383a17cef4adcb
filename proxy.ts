import { type NextRequest, NextResponse } from 'next/server';

/** Gives each request its id and nonce, and each answer its security headers. Nothing is authorised here. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = contentPolicy(nonce);
  // Whatever the client sent under these names is replaced, never believed.
  const headers = new Headers(request.headers);
  const id = crypto.randomUUID();
  headers.set('x-request-id', id);
  headers.set('x-bailiwick-path', request.nextUrl.pathname + request.nextUrl.search);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('x-request-id', id);
  response.headers.set('content-security-policy', policy);
  for (const [name, value] of Object.entries(fixedHeaders())) response.headers.set(name, value);
  return response;
}

function contentPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === 'development';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'", // widths of bars; an attribute can't load or run anything
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    // Browsers hold redirects after a form against this too, and sign-in leads to the identity provider.
    ["form-action 'self'", originOf(process.env.OIDC_ISSUER)].join(' ').trim(),
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ');
}

function fixedHeaders(): Record<string, string> {
  const secure = process.env.NEXTAUTH_URL?.startsWith('https:') ?? false;
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cache-control': 'no-store',
    ...(secure ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  };
}

function originOf(url: string | undefined): string {
  return (url === undefined ? null : URL.parse(url)?.origin) ?? '';
}

export const config = { matcher: ['/((?!_next/static|_next/image|favicon.ico|icon.svg).*)'] };
