import { Counter, type Registry } from 'prom-client';
import { addGauge } from '#lib/process/add-gauge.ts';
import type { DeliveryOutcome } from './deliver.ts';

/** What a notifier counts. */
export interface NotifierMetrics {
  /** Alerts that were opened, changed or closed. */
  changed: (kind: 'usage' | 'forecast', count: number) => void;
  delivered: (channel: 'mail' | 'webhook', outcome: DeliveryOutcome) => void;
}

/** Adds the metrics of the notifier to a registry; `outbox` is asked whenever somebody looks. */
export function addNotifierMetrics(
  registry: Registry,
  outbox: () => { waiting: number; oldestSeconds: number },
): NotifierMetrics {
  const registers = [registry];
  const changes = new Counter({
    name: 'bailiwick_notifier_alert_changes_total',
    help: 'Alerts that were opened, changed or closed, by what they are about',
    labelNames: ['kind'],
    registers,
  });
  const deliveries = new Counter({
    name: 'bailiwick_notifier_deliveries_total',
    help: 'Attempts to deliver a message, by channel and outcome',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  addGauge(
    registry,
    'bailiwick_notifier_outbox_messages',
    'Messages that wait to be delivered',
    () => outbox().waiting,
  );
  addGauge(
    registry,
    'bailiwick_notifier_outbox_oldest_seconds',
    'Age of the oldest message that waits to be delivered',
    () => outbox().oldestSeconds,
  );
  return {
    changed: (kind, count) => changes.inc({ kind }, count),
    delivered: (channel, outcome) => deliveries.inc({ channel, outcome }),
  };
}
