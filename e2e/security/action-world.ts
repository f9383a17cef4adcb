import type { ClassSpec } from '#lib/domain/environment-class.ts';
import { query } from '../fixtures/database.ts';
import { userIdOf } from './open-session.ts';

/** What the arguments of the actions name. */
export interface ActionWorld {
  alexId: string;
  veraId: string;
  /** A request of Eli's for the team payments that waits for a decision. */
  number: number;
  spec: ClassSpec;
  classVersion: number;
  generation: number;
}

let world: Promise<ActionWorld> | undefined;

/** Reads the world from the demo's rows, once. */
export function actionWorld(): Promise<ActionWorld> {
  world ??= readWorld();
  return world;
}

async function readWorld(): Promise<ActionWorld> {
  const [request] = await query<{ number: number }>(
    `SELECT r.number FROM request r JOIN team t ON t.id = r.team_id JOIN "user" u ON u.id = r.requester_id
     WHERE t.slug = 'payments' AND r.state = 'pending' AND u.email = 'eli@bailiwick.local' LIMIT 1`,
  );
  const [qa] = await query<{ version: number; spec: ClassSpec }>(
    `SELECT v.version, v.spec FROM environment_class_version v JOIN environment_class c ON c.id = v.class_id
     WHERE c.slug = 'qa' ORDER BY v.version DESC LIMIT 1`,
  );
  const [prod] = await query<{ generation: number }>(
    "SELECT generation FROM environment WHERE namespace = 'payments-prod' AND finalized_at IS NULL",
  );
  if (!request || !qa || !prod) throw new Error('The demo lacks what the actions are tried on.');
  return {
    alexId: await userIdOf('alex'),
    veraId: await userIdOf('vera'),
    number: request.number,
    spec: qa.spec,
    classVersion: qa.version,
    generation: prod.generation,
  };
}
