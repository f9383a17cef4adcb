import { recordFigure } from '#tools/test/figures.ts';
import { theRun } from '../fixtures/run.ts';
import { expect, test } from '../fixtures/test.ts';
import { headersOf } from './open-session.ts';
import { ownOrigin } from './post-action.ts';
import { returnPaths } from './return-paths.ts';
import { send } from './send.ts';

/** Where a browser on our page would go. */
const leads = (target: string) => new URL(target, `${theRun().web}/sign-in`);

function stays(target: string, what: string): void {
  const { protocol, origin } = leads(target);
  expect(`${protocol} ${origin}`, `${what} leads to ${target}`).toBe(`http: ${theRun().web}`);
}

const kept = (cookies: string[] | undefined) => {
  const cookie = cookies?.find((each) => each.startsWith('next-auth.callback-url='));
  return cookie === undefined ? undefined : decodeURIComponent(/=([^;]*)/.exec(cookie)?.[1] ?? '');
};

test.afterAll(() => recordFigure('return paths tried', returnPaths.length));

test('the corpus is as long as it should be, and really leads away', () => {
  expect(returnPaths.length).toBeGreaterThanOrEqual(60);
  const away = returnPaths.filter(
    (path) => URL.canParse(path, theRun().web) && leads(path).origin !== theRun().web,
  );
  expect(away.length).toBeGreaterThanOrEqual(60);
});

test('no return path leads away from the portal when the sign-in begins', async () => {
  for (const path of returnPaths) {
    const answer = await send({
      ...{ method: 'POST', path: '/api/sign-in', body: `callbackUrl=${encodeURIComponent(path)}` },
      headers: { ...ownOrigin(), 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([303, 400], JSON.stringify(path)).toContain(answer.status);
    if (answer.status === 303) expect(answer.headers.location).toMatch(new RegExp(`^${theRun().issuer}/`));
    stays(kept(answer.headers['set-cookie']) ?? '/', JSON.stringify(path));
  }
});

test('no return path leads away from the sign-in page, with a session or without', async () => {
  const dana = await headersOf('dana');
  for (const path of returnPaths) {
    const address = `/sign-in?callbackUrl=${encodeURIComponent(path)}`;
    const signedIn = await send({ path: address, headers: dana });
    expect(signedIn.status, JSON.stringify(path)).toBe(307);
    stays(String(signedIn.headers.location), JSON.stringify(path));
    const { body } = await send({ path: address });
    const field = /name="callbackUrl" value="([^"]*)"/.exec(body)?.[1];
    expect(field, JSON.stringify(path)).toBeDefined();
    stays((field ?? '').replaceAll('&amp;', '&').replaceAll('&#x27;', "'"), JSON.stringify(path));
  }
});

test('no return path leads away from next-auth’s own addresses', async () => {
  for (const path of returnPaths) {
    const query = `callbackUrl=${encodeURIComponent(path)}`;
    for (const address of ['signin', 'signout', 'callback/oidc', 'error']) {
      const answer = await send({ path: `/api/auth/${address}?${query}` });
      const { location } = answer.headers;
      if (location !== undefined) stays(location, `${address} ${JSON.stringify(path)}`);
      stays(kept(answer.headers['set-cookie']) ?? '/', `${address} ${JSON.stringify(path)}`);
    }
  }
});
