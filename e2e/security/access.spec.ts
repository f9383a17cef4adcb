import { recordFigure } from '#tools/test/figures.ts';
import { fillIn } from '../fixtures/pages.ts';
import type { Person } from '../fixtures/sign-in.ts';
import { expect, test } from '../fixtures/test.ts';
import { actions, routes } from './access-table.ts';
import { builtActions, builtRoutes, unlisted } from './build-manifest.ts';
import { headersOf } from './open-session.ts';
import { type Answer, requestsSent, send } from './send.ts';
import { readVariants, spellings } from './variants.ts';

// Its answer goes on until one side leaves.
const endless = ['/api/events'];
const secret = /Payments|Dana|Novak|ledger|go-live|(alex|eli|vera|audra)@/;

test.afterAll(() => recordFigure('web requests tried: routes', requestsSent()));

test('every route and every action of the build has a row, and every row is in the build', () => {
  const built = [builtRoutes(), builtActions().map(({ name }) => name)] as const;
  expect(unlisted(built[0], Object.keys(routes))).toEqual([]);
  expect(unlisted(built[1], Object.keys(actions))).toEqual([]);
  const all = built[0].length + built[1].length;
  recordFigure('routes and actions covered', `${all}/${all}`);
});

test('a route or an action that nobody listed is found', () => {
  expect(unlisted([...builtRoutes(), '/planted'], Object.keys(routes))).toEqual(['/planted has no row']);
  const names = builtActions().map(({ name }) => name);
  expect(unlisted([...names, 'app/planted.ts#plant'], Object.keys(actions))).toEqual([
    'app/planted.ts#plant has no row',
  ]);
  expect(unlisted(names.slice(1), names)).toEqual([`${names[0]} is not in the build`]);
});

/** Asks as that person. To `RSC: 1` Next.js answers with the same address and a mark in `_rsc`; that one is followed. */
async function ask(
  path: string,
  person: Person | 'stranger',
  headers: Record<string, string>,
): Promise<Answer> {
  const session = await headersOf(person);
  const cookie = [session.cookie, headers.cookie].filter(Boolean).join('; ');
  const all = { ...headers, ...session, ...(cookie ? { cookie } : {}) };
  const answer = await send({ path, headers: all });
  const leads = answer.headers.location ?? '';
  const marked = answer.status === 307 && /[?&]_rsc(=|$)/.test(leads) && !leads.startsWith('/sign-in');
  return marked ? send({ path: leads, headers: all }) : answer;
}

/** An answer that is no page: it says neither what is there nor whose. */
function refused({ status, headers, body }: Answer, what: string): void {
  const leads = String(headers.location ?? headers['x-nextjs-redirect'] ?? '');
  const away = leads.startsWith('/sign-in');
  // With `RSC: 1` Next.js answers 200, and what the page answered is in the stream.
  const empty = ['', '{}'].includes(body.trim());
  // A segment prefetch asks for the outline of the folders first: the address as it was typed, and nothing of a page.
  const outline = /^0:\{"q":"[^"]*","i":false,"S":false/m.test(body) && !body.includes('"rsc":');
  const inStream = /HTTP_ERROR_FALLBACK;404|NEXT_REDIRECT;[a-z]+;\/sign-in/.test(body);
  expect(
    away || inStream || empty || outline || [400, 401, 404, 405, 421].includes(status),
    `${what}: ${status} ${leads}`,
  ).toBe(true);
  expect(body, what).not.toMatch(secret);
}

for (const [folder, row] of Object.entries(routes)) {
  const { address, by, of } = row;
  const strangers = of === 'all' ? [] : (['stranger'] as const);
  const wrong: readonly Person[] =
    of === 'admin' ? ['sam', 'tara', 'nora'] : of === 'team' ? ['tara', 'nora'] : [];
  test(`${folder} opens to nobody but whose it is, whatever the headers`, async () => {
    const path = await fillIn(address);
    for (const person of [...strangers, ...wrong]) {
      const tried = Object.entries(readVariants).map(async ([variant, headers]) =>
        refused(await ask(path, person, headers), `${person}, ${variant}`),
      );
      const spelled = spellings(path).map(async (spelling) => {
        const answer = await ask(spelling, person, {});
        expect(answer.body, `${person}, ${spelling}`).not.toMatch(secret);
        expect(answer.headers.location ?? '', spelling).not.toMatch(/^(https?:)?\/\/(?!localhost[:/])/);
      });
      await Promise.all([...tried, ...spelled]);
      if (!('allowed' in row)) continue;
      const { status } = await ask(path, person, {});
      expect(status, person).toBe(person === 'stranger' ? row.stranger : row.others);
    }
    if (endless.includes(folder)) return;
    const { status } = await ask(path, by, {});
    expect(status).toBe('allowed' in row ? row.allowed : 200);
  });
}
