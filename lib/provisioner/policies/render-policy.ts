import { guardrailsLabel } from '../desired/class-rules.ts';
import { managedByLabel, managedByValue } from '../desired/ownership.ts';
import { textList } from './cel.ts';
import type { Exemptions, Policy, PolicyRule, RequestRule } from './policy.ts';

const group = 'admissionregistration.k8s.io/v1';
const environments = { matchLabels: { [managedByLabel]: managedByValue } };

/** The two kinds of which a pack consists. */
export const packKinds = [
  {
    kind: 'ValidatingAdmissionPolicy',
    apiVersion: group,
    plural: 'validatingadmissionpolicies',
    namespaced: false,
  },
  {
    kind: 'ValidatingAdmissionPolicyBinding',
    apiVersion: group,
    plural: 'validatingadmissionpolicybindings',
    namespaced: false,
  },
] as const;

/** An object of the pack as it is sent, with everything written out that the API server would fill in. */
export interface PackObject {
  apiVersion: string;
  kind: (typeof packKinds)[number]['kind'];
  metadata: { name: string; labels?: Record<string, string>; annotations?: Record<string, string> };
  spec: Record<string, unknown>;
}

/** The policy and its bindings: one that denies, or one for each mode of a class. */
export function renderPolicy(policy: Policy): PackObject[] {
  return [policyObject(policy), ...bindingsOf(policy)];
}

function policyObject(policy: Policy): PackObject {
  return {
    apiVersion: group,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: `bailiwick-${policy.name}` },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        matchPolicy: 'Equivalent',
        namespaceSelector: policy.inEnvironmentsOnly ? environments : {},
        objectSelector: {},
        resourceRules: policy.requests.map(resourceRule),
      },
      ...optional('matchConditions', [...exemptions(policy.exempt), ...policy.conditions]),
      ...optional('variables', policy.variables),
      validations: policy.rules.map((rule) => validation(policy.name, rule)),
    },
  };
}

// The API server leaves empty lists out, so they are left out here too.
function optional(field: string, list: readonly object[]): Record<string, unknown> {
  return list.length === 0 ? {} : { [field]: list };
}

function resourceRule(rule: RequestRule) {
  return { ...rule, scope: '*' };
}

function exemptions({ users, groups }: Exemptions): { name: string; expression: string }[] {
  const byUser = {
    name: 'not-exempt-user',
    expression: `!(request.userInfo.username in ${textList(users)})`,
  };
  const byGroup = {
    name: 'not-exempt-group',
    expression: `!request.userInfo.?groups.orValue([]).exists(g, g in ${textList(groups)})`,
  };
  return [...(users.length > 0 ? [byUser] : []), ...(groups.length > 0 ? [byGroup] : [])];
}

function validation(policy: string, { expression, message, messageExpression }: PolicyRule) {
  const prefix = `bailiwick/${policy}: `;
  return {
    expression,
    message: `${prefix}${message}`,
    reason: 'Forbidden',
    ...(messageExpression === undefined ? {} : { messageExpression: `'${prefix}' + ${messageExpression}` }),
  };
}

function bindingsOf({ name, answer }: Policy): PackObject[] {
  if (answer === 'deny') return [binding(name, name, ['Deny'], {})];
  const mode = (operator: 'In' | 'NotIn', values: readonly string[]) => ({
    ...environments,
    matchExpressions: [{ key: guardrailsLabel, operator, values }],
  });
  // A namespace whose mode is missing or unknown is held to the strictest.
  return [
    binding(name, `${name}-deny`, ['Deny'], mode('NotIn', ['audit', 'warn'])),
    binding(name, `${name}-warn`, ['Warn', 'Audit'], mode('In', ['warn'])),
    binding(name, `${name}-audit`, ['Audit'], mode('In', ['audit'])),
  ];
}

function binding(
  policy: string,
  name: string,
  validationActions: string[],
  namespaceSelector: object,
): PackObject {
  return {
    apiVersion: group,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: `bailiwick-${name}` },
    spec: {
      policyName: `bailiwick-${policy}`,
      matchResources: { matchPolicy: 'Equivalent', namespaceSelector, objectSelector: {} },
      validationActions,
    },
  };
}
