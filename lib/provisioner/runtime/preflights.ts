import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Database } from '#lib/data/client.ts';
import { listen } from '#lib/data/listen.ts';
import { readEnvironments } from '#lib/data/provisioner/environment-row.ts';
import {
  answerPreflight,
  type ClaimedPreflight,
  claimPreflight,
  deleteOldPreflights,
} from '#lib/data/provisioner/preflights.ts';
import { hardAmounts } from '#lib/domain/budget/hard-amounts.ts';
import type { PreflightAnswer } from '#lib/domain/preflight/answer.ts';
import { clusterError } from '#lib/k8s/cluster-error.ts';
import type { Transport } from '#lib/k8s/transport.ts';
import type { EnvironmentSpec } from '../desired/environment-spec.ts';
import type { PreflightQuestion } from '../preflight/ports.ts';
import { rehearse } from '../preflight/rehearse.ts';
import type { ObjectCache } from './cache.ts';
import type { Metrics } from './metrics.ts';
import { createRehearsalPort } from './rehearsal-port.ts';
import { createSingleFlight } from './single-flight.ts';

/** How often to look for questions whose hint was lost, and for old ones, in milliseconds. */
export const preflightsEveryMs = 2_000;

// Less than people wait, so that they hear why there is no answer.
const patienceMs = 4_000;

/** What answering takes. */
export interface PreflightParts {
  database: Database;
  databaseUrl: string;
  transport: Transport;
  cache: ObjectCache;
  metrics: Pick<Metrics, 'rehearsed'>;
  log: Logger;
}

/** Answers what the web tier asks, one after the other, at once when it is told of one and at each `sweep`. */
export function startPreflights(parts: PreflightParts): {
  sweep: () => Promise<void>;
  stop: () => Promise<void>;
} {
  const { database, metrics, log } = parts;
  let isStopped = false;

  async function answerAll(): Promise<void> {
    while (!isStopped) {
      const asked = await claimPreflight(database);
      if (asked === null) return;
      const began = performance.now();
      const answer = await answerOf(asked, parts);
      await answerPreflight(database, asked.id, answer);
      const ms = Math.round(performance.now() - began);
      metrics.rehearsed(answer.problem === null ? 'tried' : 'untried', ms / 1_000);
      log.info(
        { preflight: asked.id, environment: asked.environmentId, problem: answer.problem, ms },
        'pre-flight',
      );
    }
  }

  const failed = (error: unknown) => log.warn({ err: error }, 'pre-flights could not be answered');
  let inHand = Promise.resolve();
  const wake = createSingleFlight(() => {
    inHand = answerAll();
    return inHand;
  }, failed);
  const hints = listen(parts.databaseUrl, 'bailiwick_preflight', wake, wake);
  return {
    sweep: async () => {
      wake();
      await deleteOldPreflights(database);
    },
    stop: async () => {
      isStopped = true;
      await Promise.allSettled([hints.stop(), inHand]);
    },
  };
}

async function answerOf(asked: ClaimedPreflight, { database, transport, cache, log }: PreflightParts) {
  const ended = new AbortController();
  const timer = setTimeout(
    () => ended.abort(clusterError('deadline', `It took longer than ${patienceMs / 1000} seconds.`)),
    patienceMs,
  );
  try {
    const question = await questionOf(asked, database);
    if (typeof question === 'string') return untried(question);
    return await rehearse(question, createRehearsalPort(transport, cache, ended.signal));
  } catch (error) {
    log.warn({ err: error, preflight: asked.id }, 'pre-flight failed');
    return untried('The provisioner failed to try it. An admin finds the reason in its log.');
  } finally {
    clearTimeout(timer);
  }
}

function untried(problem: string): PreflightAnswer {
  return { objects: [], obstacles: [], problem };
}

// What is proposed comes from rows, the rest as a pass would read it: the web tier can have nothing else tried.
async function questionOf(asked: ClaimedPreflight, database: Database): Promise<PreflightQuestion | string> {
  const { environmentId, team, slug, members, platform, next } = asked;
  const quota = hardAmounts(asked.quota, asked.budget);
  const namespace = `${team.slug}-${slug}`;
  const classOf = ({ name, version, spec }: NonNullable<typeof next>) => ({
    ...{ className: name, classVersion: version, classSpec: spec },
  });
  if (environmentId === null) {
    if (next === null) return 'There is nothing to delete.';
    const base = { id: randomUUID(), team, slug, namespace, quota, members, platform, approvedBy: null };
    const spec: EnvironmentSpec = { ...base, ...classOf(next) };
    return { environmentId, namespace, namespaceUid: null, spec, current: null };
  }
  const [row] = await readEnvironments(database, [environmentId]);
  if (row === undefined || row.generation !== asked.generation)
    return 'The environment has changed meanwhile. Reload the page.';
  const spec = next === null ? null : { ...row, ...classOf(next), quota };
  return {
    environmentId,
    namespace: row.namespace,
    namespaceUid: row.namespaceUid,
    spec,
    current: row.classSpec,
  };
}
