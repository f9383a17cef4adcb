import { controllers, provisionerUser } from '#lib/provisioner/policies/identities.ts';
import type { Policy } from '#lib/provisioner/policies/policy.ts';

/** A policy with one thing taken out; `decides` is what the rows that must fall with it say. */
export interface Mutant {
  policy: Policy;
  /** A rule, a condition, or an exemption as `user …` or `group …`; null when nothing of the policy is left. */
  decides: string | null;
}

/** Every policy that differs from this one by a single rule, condition or exemption, and last the one without any rule. */
export function mutantsOf(policy: Policy): Mutant[] {
  const { rules, conditions, exempt } = policy;
  return [
    ...rules.map(({ name }) => ({
      policy: { ...policy, rules: rules.map((rule) => (rule.name === name ? passes(rule) : rule)) },
      decides: name,
    })),
    ...conditions.map(({ name }) => ({
      policy: { ...policy, conditions: conditions.filter((condition) => condition.name !== name) },
      decides: name,
    })),
    ...exempt.users.map((user) => ({
      policy: { ...policy, exempt: { ...exempt, users: exempt.users.filter((other) => other !== user) } },
      decides: `user ${userKey(user)}`,
    })),
    ...exempt.groups.map((group) => ({
      policy: { ...policy, exempt: { ...exempt, groups: exempt.groups.filter((other) => other !== group) } },
      decides: `group ${group}`,
    })),
    { policy: { ...policy, rules: rules.map(passes) }, decides: null },
  ];
}

function passes(rule: Policy['rules'][number]): Policy['rules'][number] {
  return { ...rule, expression: 'true' };
}

function userKey(user: string): string {
  if (user === provisionerUser) return 'provisioner';
  return Object.entries(controllers).find(([, name]) => name === user)?.[0] ?? user;
}
