import { getDatabase } from '../client.ts';

/** One trip to the database and back. */
export async function pingDatabase(): Promise<void> {
  await getDatabase().$queryRaw`SELECT 1`;
}
