import { randomBytes, randomUUID } from 'node:crypto';
import { hashToken } from '#lib/data/sessions/adapter.ts';
import { query } from '../fixtures/database.ts';
import type { Person } from '../fixtures/sign-in.ts';

/** A session of that person of the demo, or of the user with that id, made as a sign-in makes it; its cookie header. */
export async function openSession(person: Person | `${string}-${string}`): Promise<string> {
  const token = randomBytes(32).toString('hex');
  await query(
    `INSERT INTO session (id, token_hash, user_id, expires_at)
     VALUES ($1, $2, $3, now() + interval '8 hours')`,
    [randomUUID(), hashToken(token), isId(person) ? person : await userIdOf(person)],
  );
  return `bailiwick-session=${token}`;
}

const isId = (text: Person | `${string}-${string}`): text is `${string}-${string}` => text.includes('-');

/** The id of a person of the demo. */
export async function userIdOf(person: Person): Promise<string> {
  const rows = await query<{ id: string }>('SELECT id FROM "user" WHERE email = $1', [
    `${person}@bailiwick.local`,
  ]);
  const [row] = rows;
  if (!row) throw new Error(`The demo does not know ${person}.`);
  return row.id;
}

const sessions = new Map<Person | 'stranger', Promise<Record<string, string>>>();

/** The headers by which the web server knows that person; one session a person and worker. */
export function headersOf(person: Person | 'stranger'): Promise<Record<string, string>> {
  if (person === 'stranger') return Promise.resolve({});
  const known = sessions.get(person) ?? openSession(person).then((cookie) => ({ cookie }));
  sessions.set(person, known);
  return known;
}
