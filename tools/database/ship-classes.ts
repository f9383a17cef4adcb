/**
 * Gives a new installation the shipped environment classes; answers how many were made. The services are loaded
 * here and not at the top, because they need the generated client, which `generateClient` may just have written.
 */
export async function shipClasses(ownerUrl: string): Promise<number> {
  const { openDatabase } = await import('#lib/data/client.ts');
  const { ensureShippedClasses } = await import('#lib/services/class/ensure-shipped-classes.ts');
  const { systemActor } = await import('#lib/auth/load-actor.ts');
  const database = openDatabase(ownerUrl);
  try {
    return await ensureShippedClasses(systemActor('installation'));
  } finally {
    await database.$disconnect();
  }
}
