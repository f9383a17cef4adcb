import type { Queryable } from '../client.ts';

/** A webhook as the web server may see it: without its secret. */
export interface WebhookRow {
  id: string;
  url: string;
  createdAt: Date;
}

const columns = { id: true, url: true, createdAt: true } as const;

export async function listWebhookRows(db: Queryable, teamId: string): Promise<WebhookRow[]> {
  return db.alertWebhook.findMany({
    where: { teamId, removedAt: null },
    select: columns,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

export async function findWebhookRow(db: Queryable, teamId: string, id: string): Promise<WebhookRow | null> {
  return db.alertWebhook.findFirst({ where: { id, teamId, removedAt: null }, select: columns });
}

/** Adds a webhook; answers its id. */
export async function insertWebhook(
  tx: Queryable,
  { teamId, url, secret }: { teamId: string; url: string; secret: string },
): Promise<string> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO alert_webhook (id, team_id, url, secret) VALUES (gen_random_uuid(), ${teamId}::uuid, ${url}, ${secret}) RETURNING id`;
  if (row === undefined) throw new Error('The database told no id of the new webhook.');
  return row.id;
}

/** Ends a webhook and forgets its secret; messages that still wait for it are given up. */
export async function removeWebhookRow(tx: Queryable, id: string): Promise<void> {
  await tx.alertWebhook.updateMany({ where: { id }, data: { removedAt: new Date(), secret: '' } });
}
