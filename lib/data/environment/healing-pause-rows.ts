import type { Queryable } from '../client.ts';

/** Pauses healing by the database's clock and answers until when; null while a pause holds. */
export async function startPause(
  tx: Queryable,
  pause: { environmentId: string; hours: number; reason: string; by: string },
): Promise<Date | null> {
  const { environmentId, hours, reason, by } = pause;
  const [row] = await tx.$queryRaw<{ until: Date }[]>`
    UPDATE environment SET healing_paused_at = now(), healing_paused_until = now() + ${hours} * interval '1 hour',
      healing_pause_reason = ${reason}, healing_paused_by = ${by}::uuid
    WHERE id = ${environmentId}::uuid AND finalized_at IS NULL AND coalesce(healing_paused_until <= now(), true)
    RETURNING healing_paused_until AS until`;
  return row?.until ?? null;
}

/** Ends the pause of an environment; false if none holds. */
export async function endPause(tx: Queryable, environmentId: string): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE environment SET healing_paused_at = NULL, healing_paused_until = NULL, healing_pause_reason = NULL, healing_paused_by = NULL
    WHERE id = ${environmentId}::uuid AND healing_paused_until > now()`;
  return count === 1;
}
