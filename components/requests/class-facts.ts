import type { ApprovalRule, NetworkProfile } from '#lib/domain/class-choices.ts';
import type { ClassSpec } from '#lib/domain/environment-class.ts';
import { guardrailSummary } from '#lib/domain/guardrail-words.ts';
import { showQuantity } from '#lib/domain/resource-key.ts';
import { readQuantity } from './read-quantity.ts';

export const networkWords: Record<NetworkProfile, string> = {
  isolated: 'Talks only within itself',
  team: 'Talks within the team’s same stage',
  'open-egress': 'Reaches out to the internet',
};

export const approvalWords: Record<ApprovalRule, string> = {
  'automatic-within-budget': 'At once, within the budget',
  'one-admin': 'An admin decides',
};

/** An amount as people write it; what is not a quantity is shown as it stands. */
export function amountText(key: string, text: string): string {
  const quantity = readQuantity(text);
  return quantity === null ? text : showQuantity(key, quantity);
}

/** What a class includes, one short fact a line. */
export function classFacts(spec: ClassSpec): string[] {
  const sizes = ['requests.cpu', 'requests.memory', 'pods'].flatMap((key) => {
    const bounds = spec.quota[key];
    if (!bounds) return [];
    const amount = amountText(key, bounds.default);
    return [key === 'pods' ? `${amount} pods` : key === 'requests.memory' ? `${amount} memory` : amount];
  });
  return [
    approvalWords[spec.approval],
    sizes.join(' · '),
    networkWords[spec.networkProfile],
    `Pod Security ${spec.podSecurity.level}`,
    guardrailSummary(spec.guardrails),
    spec.lifetimeDays === null ? 'Stays until deleted' : `Expires after at most ${spec.lifetimeDays} days`,
  ].filter((fact) => fact !== '');
}
