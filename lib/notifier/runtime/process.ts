import type { Logger } from 'pino';
import { createDatabase, type Database } from '#lib/data/client.ts';
import { deleteOldAlerts } from '#lib/data/notifier/alert-changes.ts';
import { outboxState } from '#lib/data/notifier/claim-message.ts';
import { beat, endBeat } from '#lib/data/notifier/heartbeat.ts';
import { parseAllowed } from '#lib/domain/alert/reachable.ts';
import { type Host, type HostedService, hostService, type Service } from '#lib/process/host-service.ts';
import { createLoops } from '#lib/process/loops.ts';
import { type Delivered, deliverDue } from './deliver.ts';
import { evaluateForecasts } from './evaluate-forecasts.ts';
import { evaluateUsage, type RoundOutcome } from './evaluate-usage.ts';
import { addNotifierMetrics } from './metrics.ts';
import { createMailer } from './send-mail.ts';
import { resolveHost } from './send-webhook.ts';
import type { NotifierSettings } from './settings.ts';

const every = { usageMs: 5_000, forecastsMs: 30_000, deliveryMs: 1_000, beatMs: 10_000, cleanMs: 3_600_000 };
const webhookDeadlineMs = 10_000;

/** A running notifier; `stop` lets the round in hand end. */
export type NotifierProcess = HostedService;

/** Starts the loops behind their health server: judging, and delivering what is told. Any number of notifiers share the work. */
export async function startNotifier(settings: NotifierSettings, log: Logger): Promise<NotifierProcess> {
  const hosted = await hostService(settings, (host) => beginWork(settings, host, log));
  log.info({ metricsPort: hosted.metricsPort }, 'at work');
  return hosted;
}

type Evaluate = (database: Database, mails: boolean) => Promise<RoundOutcome>;

async function beginWork(settings: NotifierSettings, host: Host, log: Logger): Promise<Service> {
  const ended = new AbortController();
  const database = createDatabase(settings.databaseUrl, 6);
  const outbox = { waiting: 0, oldestSeconds: 0 };
  const metrics = addNotifierMetrics(host.registry, () => outbox);
  const { smtp, allowed, portal, giveUpSeconds } = settings;
  const mailer = smtp === null ? null : createMailer(smtp.url, smtp.from);
  const webhooks = { allowed: parseAllowed(allowed), resolve: resolveHost, deadlineMs: webhookDeadlineMs };
  const loops = createLoops(ended.signal, host.watchdog, log);
  let problem: string | null = 'usage was not looked at yet';

  async function judge(kind: 'usage' | 'forecast', evaluate: Evaluate): Promise<void> {
    for (let more = true; more && !ended.signal.aborted; ) {
      const outcome = await evaluate(database, mailer !== null);
      if (outcome === 'busy') return;
      metrics.changed(kind, outcome.changed);
      if (outcome.changed > 0) log.info({ kind, changed: outcome.changed }, 'alerts changed');
      more = outcome.more;
    }
  }

  const tellDelivery: Delivered = (channel, outcome, why) => {
    metrics.delivered(channel, outcome);
    // No address: the log is for the operator, the settings page for the team.
    log[outcome === 'delivered' ? 'info' : 'warn']({ channel, outcome, problem: why }, 'message');
  };

  loops.run('judging usage', every.usageMs, async () => {
    await judge('usage', evaluateUsage).catch((error: unknown) => {
      problem = 'usage could not be looked at';
      throw error;
    });
    problem = null;
  });
  loops.run('judging forecasts', every.forecastsMs, () => judge('forecast', evaluateForecasts));
  loops.run('delivering', every.deliveryMs, async () => {
    await deliverDue(database, { mailer, webhooks, portal, giveUpSeconds }, ended.signal, tellDelivery);
    Object.assign(outbox, await outboxState(database));
  });
  loops.run('telling that it lives', every.beatMs, () =>
    beat(database, settings.replica, { mails: mailer !== null, allowed }),
  );
  loops.run('cleaning up', every.cleanMs, () => deleteOldAlerts(database));
  return {
    unready: () => (problem === null ? [] : [problem]),
    stop: async () => {
      ended.abort();
      await loops.ended();
      mailer?.close();
      await endBeat(database, settings.replica).catch(() => undefined);
      await database.$disconnect();
    },
  };
}
