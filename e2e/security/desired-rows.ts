import { query } from '../fixtures/database.ts';

// All that a person's change can write. The provisioner's own events name no actor.
const tables = {
  user: `(SELECT id, issuer, subject, site_role, disabled_at FROM "user")`,
  ...Object.fromEntries(
    ['team', 'membership', 'request', 'decision', 'comment', 'draft', 'admin_bootstrap'].map((name) => [
      name,
      name,
    ]),
  ),
  ...Object.fromEntries(
    ['environment_class', 'environment_class_version', 'environment'].map((name) => [name, name]),
  ),
  audit_event: '(SELECT * FROM audit_event WHERE actor_id IS NOT NULL)',
};

/** A fingerprint of every row that people write, by table: equal as long as nobody changed anything. */
export async function desiredRows(): Promise<Record<string, string>> {
  const parts = Object.entries(tables).map(
    ([name, from]) =>
      `SELECT '${name}' AS name, count(*) || ' ' || coalesce(md5(string_agg(r::text, '' ORDER BY r::text)), '') AS sum FROM ${from} r`,
  );
  const rows = await query<{ name: string; sum: string }>(parts.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
