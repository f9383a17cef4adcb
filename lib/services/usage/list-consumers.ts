import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findTeamRow } from '#lib/data/team/team-rows.ts';
import { listConsumptionRows } from '#lib/data/usage/consumption-rows.ts';
import { notFound } from '#lib/domain/error.ts';
import { listConsumersInput } from '#lib/domain/inputs/usage.ts';
import { compareQuantities, findQuantity, type Quantity, zeroQuantity } from '#lib/domain/quantity.ts';
import { showQuantity } from '#lib/domain/resource-key.ts';
import { type Consumer, readConsumers } from '#lib/domain/usage/consumer.ts';
import type { ConsumerList, ConsumerView } from '#lib/domain/usage-views.ts';
import { parseInput } from '../parse-input.ts';
import { scopeOf } from '../scope-of.ts';

const most = 10;

/** Which workloads use most of one key, in one environment or in the whole team; ten at most. */
export async function listConsumers(
  actor: Actor,
  input: z.input<typeof listConsumersInput>,
): Promise<ConsumerList> {
  const { team: slug, environment, key = 'requests.cpu' } = parseInput(listConsumersInput, input);
  const database = getDatabase();
  const team = await findTeamRow(database, scopeOf(actor, 'environment:read'), slug);
  if (team === null) throw notFound('The team');
  const rows = await listConsumptionRows(database, team.id, environment);
  const all = rows.flatMap((row) =>
    readConsumers(row.consumers).map((consumer) => ({
      environment: row.slug,
      consumer,
      amount: amountOf(consumer, key),
    })),
  );
  const items = all
    .filter(({ amount }) => amount.nano > 0n)
    .sort((one, other) => compareQuantities(other.amount, one.amount))
    .slice(0, most)
    .map(({ environment: of, consumer, amount }) => viewOf(of, consumer, key, amount));
  const states = new Set(rows.map(({ measured }) => measured));
  return {
    key,
    items,
    measured: states.has('yes') ? 'yes' : states.has('failed') ? 'failed' : 'absent',
    countedAt: rows.map(({ countedAt }) => countedAt.toISOString()).sort()[0] ?? null,
  };
}

function amountOf({ requested }: Consumer, key: string): Quantity {
  return findQuantity(requested[key] ?? '0') ?? zeroQuantity;
}

const actualOf: Record<string, string> = { 'requests.cpu': 'cpu', 'requests.memory': 'memory' };

function viewOf(environment: string, consumer: Consumer, key: string, amount: Quantity): ConsumerView {
  const name = actualOf[key] ?? '';
  const actual = findQuantity(consumer.actual?.[name] ?? '');
  return {
    environment,
    kind: consumer.kind,
    name: consumer.name,
    amountText: showQuantity(key, amount),
    podsText: consumer.requested.pods ?? '–',
    actualText: actual === null ? null : showQuantity(key, actual),
  };
}
