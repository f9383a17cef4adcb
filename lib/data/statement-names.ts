import { createHash } from 'node:crypto';

// Far more than the product has; what is beyond it is made of lists of changing length, and would pile up in the server.
const mostNames = 500;
const mostSeen = 5_000;

/**
 * Names for statements that come again, so that PostgreSQL parses and plans them once a connection instead of each time.
 * What comes for the first time gets none, and nothing does once there are too many.
 */
export function createStatementNames(): (statement: { sql: string }) => string | undefined {
  const names = new Map<string, string>();
  const seen = new Set<string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined || names.size === mostNames) return known;
    if (!seen.has(sql)) {
      if (seen.size < mostSeen) seen.add(sql);
      return undefined;
    }
    seen.delete(sql);
    const name = createHash('sha256').update(sql).digest('base64url');
    names.set(sql, name);
    return name;
  };
}
