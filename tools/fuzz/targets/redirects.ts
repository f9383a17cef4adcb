import fc from 'fast-check';
import { returnPath } from '#app/(auth)/sign-in/return-path.ts';
import { target } from '../target.ts';

const pieces = fc.constantFrom(
  ...[
    '/',
    '\\',
    '//',
    '/\\',
    '@',
    ':',
    '?',
    '#',
    '.',
    '..',
    '%2f',
    '%5c',
    '%00',
    '\t',
    '\n',
    '\r',
    ' ',
    '\u3002',
    '\uff0f',
  ],
  ...[
    'evil.example',
    'javascript:',
    'data:',
    'https:',
    'http:',
    'portal.example',
    'teams',
    'sign-in',
    '[::1]',
    'localhost',
  ],
);
const urls = fc.oneof(
  fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

export const redirects = target(
  'redirect URLs',
  'after signing in a browser stays on the portal, however the wish is written',
  [urls],
  (wish) => {
    const path = returnPath(wish);
    const origin = 'https://portal.example';
    return /^\/(?![/\\])/.test(path) && URL.parse(path, `${origin}/sign-in`)?.origin === origin;
  },
);
