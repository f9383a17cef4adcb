import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { recordAudit } from '#lib/data/record-audit.ts';
import { inTransaction } from '#lib/data/request/transaction.ts';
import { insertRuleVersion, lockRules } from '#lib/data/rules/rule-rows.ts';
import { findSimulation } from '#lib/data/rules/simulation-rows.ts';
import { notFound } from '#lib/domain/error.ts';
import { switchOnRulesInput } from '#lib/domain/inputs/rules.ts';
import { parseInput } from '../parse-input.ts';
import { rulesNow } from '../request/rule-outcome.ts';
import { assertMay } from '../scope-of.ts';
import { staleRules } from './stale-rules.ts';

/**
 * Makes the rules of a simulation the next version: what holds was always tried before. Requests that wait stay with
 * people. Throws STALE if another version was switched on since they were simulated.
 */
export async function switchOnRules(
  actor: Actor,
  input: z.input<typeof switchOnRulesInput>,
): Promise<{ version: number }> {
  const asked = parseInput(switchOnRulesInput, input);
  assertMay(actor, 'rules:update');
  return inTransaction(async (tx) => {
    await lockRules(tx);
    const simulation = await findSimulation(tx, asked.simulation);
    if (simulation === null) throw notFound('The simulation');
    const before = await rulesNow(tx);
    if (before.version !== simulation.baseVersion) throw staleRules();
    const { rules, id: simulationId } = simulation;
    const version = before.version + 1;
    const { reason } = asked;
    await insertRuleVersion(tx, { version, rules, reason, simulationId, createdBy: actor.userId || null });
    await recordAudit(tx, actor, {
      action: 'rules.switch-on',
      objectType: 'rules',
      objectId: 'approval',
      objectName: `approval rules v${version}`,
      before: { version: before.version, rules: before.rules },
      after: { version, rules, reason, simulation: simulationId },
    });
    return { version };
  });
}
