import pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '#lib/domain/error.ts';

/** How often something may be done, by one person or from one address. */
export interface Limit {
  name: string;
  points: number;
  seconds: number;
  /** When the database does not answer: refuse, or count in this process alone. */
  withoutDatabase: 'refuse' | 'count-here';
}

// A count that takes longer than this is no count; the pool is its own so that a flood never takes the pages' connections.
const patienceMs = 1000;
const poolSize = 2;

interface Limiters {
  url: string;
  pool: pg.Pool;
  byName: Map<string, RateLimiterPostgres>;
}

// Next's hot reload loads modules anew; the pool must not multiply with it.
const cache = globalThis as typeof globalThis & { bailiwickLimiters?: Limiters };

/**
 * Counts one use against the limit, over all replicas. Answers how many whole seconds the caller has to wait, 0 when he
 * may go on. UNAVAILABLE when the database does not answer within a second and the limit says `refuse`.
 */
export async function takePoint(limit: Limit, key: string): Promise<number> {
  try {
    await limiter(limit).consume(key);
    return 0;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(Math.ceil(error.msBeforeNext / 1000), 1);
    throw new AppError('UNAVAILABLE', 'The database does not answer. Nothing was changed. Try again soon.');
  }
}

function limiter(limit: Limit): RateLimiterPostgres {
  const { pool, byName } = limiters();
  const name = `${limit.name}:${limit.points}:${limit.seconds}`;
  const known = byName.get(name);
  if (known) return known;
  const { points, seconds: duration } = limit;
  const made = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: limit.name,
    points,
    duration,
    // Who is over the limit is refused from memory: a flood does not become a flood of queries.
    inMemoryBlockOnConsumed: points + 1,
    ...(limit.withoutDatabase === 'count-here'
      ? { insuranceLimiter: new RateLimiterMemory({ keyPrefix: limit.name, points, duration }) }
      : {}),
  });
  byName.set(name, made);
  return made;
}

function limiters(): Limiters {
  const url = process.env.DATABASE_URL ?? '';
  if (cache.bailiwickLimiters?.url === url) return cache.bailiwickLimiters;
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
    allowExitOnIdle: true,
  });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  cache.bailiwickLimiters = { url, pool, byName: new Map() };
  return cache.bailiwickLimiters;
}
