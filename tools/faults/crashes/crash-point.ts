import type { ApiRequest } from '#tools/chaos/api-proxy.ts';
import type { SqlTurn } from '#tools/chaos/sql-proxy.ts';
import { readApiPath } from '../world/api-path.ts';

/** A moment at which the provisioner is killed: just before or just after one of its writes is carried out. */
export interface CrashPoint {
  operation: string;
  side: 'api' | 'sql';
  /** What is written, without the names of this one environment. */
  label: string;
  /** 1 for the first write with that label in an operation, 2 for the second … */
  nth: number;
  when: 'before' | 'after';
}

/** With this commit an environment is taken in hand; what comes before it belongs to what was before. */
export const claimLabel = 'update environment_status.lease_owner';

// By the clock, whatever else happens: a heartbeat, the renewal of leases, reports, history, tidying up.
const clockTables =
  'provisioner_heartbeat|cluster_probe|policy_pack|cluster_inventory|denial|consumption|environment_usage|team_usage|usage_\\w+';
const byTheClock = new RegExp(
  `^(delete \\w+|(insert|update) (${clockTables})\\b.*|update environment_status\\.(lease_expires_at|verified_at))$`,
);

// These are named after the environment, or after whom they bind.
const ownNames = ['Namespace', 'RoleBinding'];

/** The point in words: "update: before PATCH ResourceQuota (1)". */
export function tellPoint({ operation, when, label, nth }: CrashPoint): string {
  return `${operation}: ${when} ${label} (${nth})`;
}

/** What a request writes; null for one that reads. */
export function labelOfRequest({ method, path, isWatch }: ApiRequest): string | null {
  const about = method === 'GET' || isWatch ? null : readApiPath(path);
  if (about === null) return null;
  const isNamed = about.name !== '' && !ownNames.includes(about.kind);
  const name = isNamed ? ` ${about.name}` : '';
  return `${method} ${about.kind}${about.isStatus ? '/status' : ''}${name}`;
}

/** What a statement commits; null for what commits nothing and for what comes by the clock. */
export function labelOfTurn({ sql, commits }: SqlTurn): string | null {
  const found = /\b(insert into|(?<!\bfor )update|delete from)\s+"?(\w+)"?/i.exec(sql);
  if (!commits || found === null) return null;
  const [, verb = '', table = ''] = found;
  const column = verb.toLowerCase() === 'update' ? /\bset\s+"?(\w+)/i.exec(sql)?.[1] : undefined;
  const label = `${verb.split(' ')[0]?.toLowerCase()} ${table}${column === undefined ? '' : `.${column}`}`;
  return byTheClock.test(label) ? null : label;
}
