import { openSqlProxy, type SqlProxy } from '#tools/chaos/sql-proxy.ts';
import type { World } from '../world/world.ts';

/** Puts a proxy between the web server's services and PostgreSQL for the time of the work. */
export async function throughProxy<T>(
  { urls }: World,
  work: (proxy: SqlProxy, webUrl: string) => Promise<T>,
): Promise<T> {
  const proxy = await openSqlProxy(Number(new URL(urls.webUrl).port));
  try {
    return await work(proxy, proxy.through(urls.webUrl));
  } finally {
    await proxy.close();
  }
}
