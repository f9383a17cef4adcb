import { createHash } from 'node:crypto';
import { shapeOf } from '#lib/domain/denial/fingerprint.ts';
import { parseRefusal } from '#lib/domain/denial/parse-refusal.ts';
import { plainText } from '#lib/domain/denial/plain-text.ts';

/** An event of the core API; tenants can write them, so nothing in it is sure. */
export interface ClusterEvent {
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    resourceVersion: string;
    creationTimestamp?: string;
  };
  involvedObject?: { kind?: string; name?: string };
  message?: string;
  lastTimestamp?: string | null;
  eventTime?: string | null;
  series?: { lastObservedTime?: string } | null;
}

/** What an object belongs to in the eyes of people. */
export interface Owner {
  kind: string;
  name: string;
}

/** The object that an event is about, as far as it says. */
export function subjectOf({ involvedObject }: ClusterEvent): Owner {
  return {
    kind: plainText(involvedObject?.kind ?? 'Object', 63),
    name: plainText(involvedObject?.name ?? '', 253),
  };
}

/** The refusal that an event tells of; null for events of other sorts. `at` is when it happened last. */
export function denialOf(event: ClusterEvent): { message: string; shape: string; at: string } | null {
  const refusal = parseRefusal(event.message ?? '');
  if (refusal === null) return null;
  const verdict = refusal.denial.kind === 'invalid' ? 'invalid' : 'forbidden';
  const message =
    refusal.resource === null ? refusal.text : `${refusal.resource} "" is ${verdict}: ${refusal.text}`;
  const shape = `${refusal.resource ?? ''} ${shapeOf(refusal.denial)}`;
  return { message, shape, at: timeOf(event) };
}

/** A short text that stands for an owner and a shape. */
export function fingerprintOf({ kind, name }: Owner, shape: string): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, name, shape]))
    .digest('hex')
    .slice(0, 32);
}

function timeOf({ series, lastTimestamp, eventTime, metadata }: ClusterEvent): string {
  const said = series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? '';
  const time = Date.parse(said);
  return new Date(Number.isNaN(time) ? 0 : time).toISOString();
}
