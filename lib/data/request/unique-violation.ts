/** Whether a write failed because a unique index already holds such a row. */
export function isUniqueViolation(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  // Raw statements carry the code of PostgreSQL, others that of Prisma.
  const { code, meta } = error as { code?: unknown; meta?: { code?: unknown } };
  return code === 'P2002' || meta?.code === '23505';
}
