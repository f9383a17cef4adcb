import { type NextRequest, NextResponse } from 'next/server';
import { bodyRefusal } from '#lib/auth/body-limit.ts';

/** Gives each request its id and nonce, each page its policy, and refuses bodies too large to read. Nothing is authorised here. */
export function proxy(request: NextRequest): NextResponse {
  const tooLarge = bodyRefusal(request.headers);
  if (tooLarge) return new NextResponse(`${tooLarge.message}\n`, { status: tooLarge.status });
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
  response.headers.set('reporting-endpoints', 'csp="/api/csp-report"');
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
    'report-uri /api/csp-report', // Firefox knows no other; browsers that know report-to ignore it
    'report-to csp',
  ].join('; ');
}

function originOf(url: string | undefined): string {
  return (url === undefined ? null : URL.parse(url)?.origin) ?? '';
}

export const config = { matcher: ['/((?!_next/static|_next/image|favicon.ico|icon.svg).*)'] };
