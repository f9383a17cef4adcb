import { fillIn } from '../fixtures/pages.ts';
import { theRun } from '../fixtures/run.ts';
import type { Person } from '../fixtures/sign-in.ts';
import { encodeArguments } from './action-body.ts';
import type { ActionRow } from './action-rows.ts';
import { actionWorld } from './action-world.ts';
import { builtActions } from './build-manifest.ts';
import { headersOf } from './open-session.ts';
import { type Answer, send } from './send.ts';

/** What our own pages send with every action. */
export const ownOrigin = () => ({ origin: theRun().web, 'sec-fetch-site': 'same-origin' });

/** Posts an action with these arguments from our own pages, as the person of that cookie; what it answered. */
export function act(
  name: string,
  page: string,
  cookie: string,
  args: readonly unknown[],
  from: Readonly<Record<string, string>> = ownOrigin(),
): Promise<Answer> {
  const { body, contentType } = encodeArguments(args);
  const own = { 'next-action': idOf(name), 'content-type': contentType, accept: 'text/x-component' };
  return send({ method: 'POST', path: page, headers: { ...from, cookie, ...own }, body });
}

function idOf(name: string): string {
  const action = builtActions().find((each) => each.name === name);
  if (!action) throw new Error(`The build has no action ${name}.`);
  return action.id;
}

/** Posts an action by the id that the build gave it, as that person and with these headers. */
export async function postAction(
  name: string,
  row: ActionRow,
  person: Person | 'stranger',
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const { body, contentType } = encodeArguments(row.args(await actionWorld()));
  const session = await headersOf(person);
  const cookie = [session.cookie, headers.cookie].filter(Boolean).join('; ');
  const all = { ...headers, ...session, ...(cookie ? { cookie } : {}) };
  const own = { 'next-action': idOf(name), 'content-type': contentType, accept: 'text/x-component' };
  return send({ method: 'POST', path: await fillIn(row.page), headers: { ...all, ...own }, body });
}
