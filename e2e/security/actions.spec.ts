import { recordFigure } from '#tools/test/figures.ts';
import { theRun } from '../fixtures/run.ts';
import { expect, test } from '../fixtures/test.ts';
import { actions } from './access-table.ts';
import { desiredRows } from './desired-rows.ts';
import { openSession } from './open-session.ts';
import { act, ownOrigin, postAction } from './post-action.ts';
import { type Answer, requestsSent, send } from './send.ts';
import { originVariants, readVariants } from './variants.ts';

test.afterAll(() => recordFigure('web requests tried: actions', requestsSent()));

/** Nothing was done and nothing told, whatever the words. */
function refused(answer: Answer, heard: RegExp, what: string): void {
  expect(answer.body, what).not.toMatch(heard);
  // Next.js takes forged cookies of its preview away again; no other cookie may be set.
  const set = (answer.headers['set-cookie'] ?? []).filter(
    (cookie) => !/^__(prerender_bypass|next_preview_data)=;/.test(cookie),
  );
  expect(set, what).toEqual([]);
  expect(answer.body, what).toMatch(
    /session has ended|does not allow|was not found|NOT_FOUND|You can|Only |names no origin|another site|Server Action|server error|HTTP_ERROR_FALLBACK;404|NEXT_REDIRECT|^1:E\{"digest"|^\{\}$|^$/im,
  );
}

// Signing out is everybody's own; what other sites can do to it is tried below.
const signOut = 'lib/actions/session.ts#signOutAction';

for (const [name, row] of Object.entries(actions)) {
  if (name === signOut) continue;
  test(`${name} is refused to all but who may, and from everywhere but our pages`, async () => {
    const before = await desiredRows();
    const wrong = (['stranger', ...row.others] as const).flatMap((person) =>
      Object.entries(readVariants).map(([variant, headers]) => ({
        ...{ person, variant, headers: { ...headers, ...ownOrigin() } },
      })),
    );
    const foreign = ([row.by, 'stranger'] as const).flatMap((person) =>
      Object.entries(originVariants(theRun().web)).map(([variant, headers]) => ({
        person,
        variant,
        headers,
      })),
    );
    const tries = [...wrong, ...foreign].map(async ({ person, variant, headers }) =>
      refused(await postAction(name, row, person, headers), row.heard, `${person}, ${variant}`),
    );
    await Promise.all(tries);
    expect(await desiredRows()).toEqual(before);

    const allowed = await postAction(name, row, row.by, ownOrigin());
    expect(`${allowed.status} ${allowed.headers['x-action-redirect'] ?? ''} ${allowed.body}`).toMatch(
      row.heard,
    );
  });
}

test(`${signOut} ends one's own session, and no other site can have it ended`, async () => {
  const cookie = await openSession('nora');
  const home = () => send({ path: '/', headers: { cookie } });
  for (const [variant, headers] of Object.entries(originVariants(theRun().web))) {
    await act(signOut, '/', cookie, [], headers);
    expect((await home()).status, variant).toBe(200);
  }
  const answer = await act(signOut, '/', cookie, []);
  expect(answer.headers['x-action-redirect']).toContain('signed-out');
  expect((await home()).status).toBe(307);
});
