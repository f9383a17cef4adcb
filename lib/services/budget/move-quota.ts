import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { insertMove, isMoving } from '#lib/data/budget/move-rows.ts';
import type { Queryable } from '#lib/data/client.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { type EnvironmentRow, findLiveEnvironment } from '#lib/data/request/context-rows.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { changeEnvironment } from '#lib/data/request/write-environment.ts';
import { listConsumptionRows } from '#lib/data/usage/consumption-rows.ts';
import { type MovePlan, planMove } from '#lib/domain/budget/move.ts';
import { AppError, notFound } from '#lib/domain/error.ts';
import { moveQuotaInput } from '#lib/domain/inputs/budget.ts';
import { parseQuantity, quantityToDecimal } from '#lib/domain/quantity.ts';
import { readConsumers } from '#lib/domain/usage/consumer.ts';
import { takerNames } from '#lib/domain/usage/taker-names.ts';
import { usedAmounts } from '#lib/domain/usage.ts';
import { traceOf } from '#lib/trace/trace.ts';
import { parseInput } from '../parse-input.ts';
import { lockedTeam } from '../team/locked-team.ts';

/**
 * Moves an amount of one key from one environment of a team to another, within the bounds of both classes: both sides in
 * one transaction, and no admin needed, since the team has no more than before. Throws INVALID_INPUT with the field, and
 * CONFLICT while one of the two is being deleted or moves already.
 */
export async function moveQuota(
  actor: Actor,
  input: z.input<typeof moveQuotaInput>,
): Promise<{ id: string }> {
  const { team, key, amount, ...sides } = parseInput(moveQuotaInput, input);
  return inTransaction(async (tx) => {
    const row = await lockedTeam(tx, actor, 'budget:move', team);
    const from = await changeable(tx, row.id, sides.from);
    const to = await changeable(tx, row.id, sides.to);
    if (await isMoving(tx, [from.id, to.id]))
      throw new AppError('CONFLICT', 'Something is being moved between them already. Wait until it is done.');
    const usage = row.environments.find(({ slug }) => slug === from.slug)?.status?.usage;
    const used = usedAmounts(usage)[key] ?? '0';
    const users = await usersOf(tx, row.id, from.slug, key);
    const { plan, problems } = planMove(sideOf(from), sideOf(to), key, amount, used, users);
    if (problems !== null)
      throw new AppError('INVALID_INPUT', 'This can’t be moved. Nothing was changed.', problems);
    await write(tx, from, key, plan.from.after);
    await write(tx, to, key, plan.to.after);
    const id = await insertMove(tx, {
      ...{ teamId: row.id, fromId: from.id, toId: to.id, key, amount: plan.amount, askedBy: actor.userId },
      ...amountsOf(plan),
    });
    await recordAudit(tx, actor, {
      action: 'quota.move',
      objectType: 'environment',
      objectId: from.id,
      objectName: from.namespace,
      teamId: row.id,
      before: { [from.slug]: plan.from.before, [to.slug]: plan.to.before },
      after: { key, amount: plan.amount, [from.slug]: plan.from.after, [to.slug]: plan.to.after },
    });
    return { id };
  });
}

async function changeable(tx: Queryable, teamId: string, slug: string): Promise<EnvironmentRow> {
  const row = await findLiveEnvironment(tx, teamId, slug);
  if (row === null) throw notFound('The environment');
  if (row.deleteAfter !== null)
    throw new AppError('CONFLICT', `${row.namespace} is being deleted and can't change.`);
  return row;
}

// As the provisioner counted last: what began a moment ago may not be named yet.
async function usersOf(tx: Queryable, teamId: string, slug: string, key: string): Promise<string[]> {
  const rows = await listConsumptionRows(tx, teamId, slug);
  return takerNames(
    rows.flatMap(({ consumers }) => readConsumers(consumers)),
    key,
  );
}

function sideOf({ slug, quota, class: { spec } }: EnvironmentRow) {
  return { slug, quota, bounds: spec.quota };
}

async function write(tx: Queryable, row: EnvironmentRow, key: string, amount: string): Promise<void> {
  const change = { quota: { ...row.quota, [key]: amount } };
  const { id, generation } = row;
  if (!(await changeEnvironment(tx, id, generation, change, traceOf(generation + 1))))
    throw new AppError('STALE', `${row.namespace} has just changed. Reload the page and look again.`);
}

function amountsOf({ from, to }: MovePlan) {
  const value = (text: string) => quantityToDecimal(parseQuantity(text));
  return {
    fromBefore: from.before,
    fromAfter: from.after,
    toBefore: to.before,
    toAfter: to.after,
    fromValue: value(from.after),
    toValue: value(to.after),
  };
}
