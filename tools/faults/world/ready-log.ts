import type { Database } from '#lib/data/client.ts';

/** One time that an environment became Ready, or was called Ready for a new generation. */
export interface ReadyMark {
  environmentId: string;
  namespace: string;
  generation: number;
  namespaceUid: string | null;
  objects: { kind: string; name: string; step: string }[];
  /** Milliseconds since 1970, by the database's clock: when the transaction began that wrote it. */
  at: number;
}

/** Lets the database itself keep each transition to Ready, so that none is missed whoever writes it. */
export async function keepReadyLog(database: Database): Promise<void> {
  await database.$executeRaw`
    CREATE TABLE ready_log (environment_id uuid, generation int, namespace_uid text, objects jsonb, at timestamptz DEFAULT now())`;
  await database.$executeRaw`
    CREATE FUNCTION log_ready() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
      INSERT INTO ready_log VALUES (NEW.environment_id, NEW.observed_generation, NEW.namespace_uid, NEW.objects);
      RETURN NEW;
    END $$`;
  await database.$executeRaw`
    CREATE TRIGGER log_ready AFTER UPDATE ON environment_status FOR EACH ROW
    WHEN (NEW.conditions @> '[{"type": "Ready", "status": "True"}]' AND (OLD.observed_generation <> NEW.observed_generation
      OR OLD.namespace_uid IS DISTINCT FROM NEW.namespace_uid OR NOT OLD.conditions @> '[{"type": "Ready", "status": "True"}]'))
    EXECUTE FUNCTION log_ready()`;
}

/** All marks, oldest first. */
export function readReadyLog(database: Database): Promise<ReadyMark[]> {
  return database.$queryRaw<ReadyMark[]>`
    SELECT l.environment_id AS "environmentId", e.namespace, l.generation, l.namespace_uid AS "namespaceUid", l.objects,
      extract(epoch FROM l.at)::float8 * 1000 AS at
    FROM ready_log l JOIN environment e ON e.id = l.environment_id ORDER BY l.at`;
}
