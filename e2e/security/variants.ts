/** Headers that were once, somewhere, enough to get past an access check; none may change an answer. */
const once = (layer: string) => Array<string>(5).fill(layer).join(':');

export const readVariants: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  normal: {},
  RSC: { rsc: '1' },
  prefetch: { rsc: '1', 'next-router-prefetch': '1' },
  'segment prefetch': { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  'prefetch by purpose': { purpose: 'prefetch', 'sec-purpose': 'prefetch;prerender' },
  'router state': { rsc: '1', 'next-router-state-tree': encodeURIComponent('["",{},null,"refetch"]') },
  'CVE-2025-29927 middleware': { 'x-middleware-subrequest': once('middleware') },
  'CVE-2025-29927 src': { 'x-middleware-subrequest': once('src/middleware') },
  'CVE-2025-29927 proxy': { 'x-middleware-subrequest': once('proxy') },
  'middleware says next': { 'x-middleware-next': '1', 'x-middleware-rewrite': '/sign-in' },
  'middleware overrides': {
    'x-middleware-override-headers': 'x-request-id',
    'x-middleware-request-x-request-id': 'forged',
    'x-middleware-set-cookie': 'bailiwick-session=forged',
  },
  'data request': { 'x-nextjs-data': '1', 'x-middleware-prefetch': '1' },
  'invoked from inside': {
    'x-invoke-path': '/sign-in',
    'x-invoke-status': '200',
    'x-invoke-output': '/sign-in',
    'x-matched-path': '/sign-in',
    'x-now-route-matches': '1=sign-in',
  },
  preview: { cookie: '__prerender_bypass=1; __next_preview_data=1', 'x-prerender-revalidate': '1' },
  forwarded: {
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': 'localhost',
    'x-forwarded-proto': 'https',
    'x-real-ip': '127.0.0.1',
    forwarded: 'for=127.0.0.1;host=localhost',
  },
  'original address': { 'x-original-url': '/sign-in', 'x-rewrite-url': '/sign-in', 'x-original-uri': '/' },
  'CVE-2022-23652 hop by hop': { connection: 'close, cookie, x-request-id, x-bailiwick-peer, origin' },
  'our own headers': {
    'x-bailiwick-peer': '127.0.0.1',
    'x-bailiwick-path': '/',
    'x-request-id': '00000000-0000-0000-0000-000000000000',
    'x-nonce': 'forged',
  },
  'other methods': { 'x-http-method-override': 'POST', 'x-method-override': 'GET' },
  'CVE-2023-48312 empty bearer': { authorization: 'Bearer ' },
  'remote user': {
    'x-remote-user': 'system:admin',
    'x-forwarded-user': 'alex',
    'x-auth-request-user': 'alex',
  },
};

/** Where a change may claim to come from; nothing but the first may be believed. */
export const originVariants = (web: string): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  'no origin': {},
  'origin null': { origin: 'null' },
  'foreign origin': { origin: 'https://evil.example' },
  'foreign origin, forwarded host': { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
  'foreign host': { origin: 'https://evil.example', host: 'evil.example' },
  'origin with our name in it': { origin: `${web}.evil.example` },
  'other port': { origin: 'http://localhost:1' },
  'cross site': { origin: web, 'sec-fetch-site': 'cross-site' },
  'same site': { origin: web, 'sec-fetch-site': 'same-site' },
  'no site': { origin: web, 'sec-fetch-site': 'none' },
});

/** Other spellings of an address that some server once took for another one than its access check did. */
export const spellings = (path: string): string[] => {
  const [plain = '', search = ''] = path.split('?');
  const tail = search === '' ? '' : `?${search}`;
  return [
    `${plain}.rsc${tail}`,
    `${plain}.segments/_tree.segment.rsc${tail}`,
    `${plain}.json${tail}`,
    `/_next/data/build${plain}.json${tail}`,
    `${plain}/${tail}`,
    `/.${plain}${tail}`,
    `/sign-in/..${plain}${tail}`,
    `/sign-in/%2e%2e${plain}${tail}`,
    `/sign-in/..%2f${plain.slice(1)}${tail}`,
    `${plain}%00${tail}`,
    `${plain};a=b${tail}`,
    `/${plain.slice(1, 2).toUpperCase()}${plain.slice(2)}${tail}`,
    `${plain}?_rsc=1${search === '' ? '' : `&${search}`}`,
    `${plain}?__nextDataReq=1`,
  ];
};
