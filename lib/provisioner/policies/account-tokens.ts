import type { PackOptions, Policy } from './policy.ts';

const type = 'kubernetes.io/service-account-token';

/** A token that lies in a secret never expires: whoever copied it would keep his access after leaving the team. */
export function accountTokens({ exemptGroups }: PackOptions): Policy {
  return {
    name: 'account-tokens',
    purpose: 'No lasting tokens of service accounts: access ends with the membership that gave it.',
    answer: 'deny',
    // The type of a secret can't be changed later.
    requests: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['secrets'], operations: ['CREATE'] }],
    inEnvironmentsOnly: true,
    exempt: { users: [], groups: exemptGroups },
    conditions: [],
    variables: [],
    rules: [
      {
        name: 'lasting',
        expression: `object.?type.orValue('Opaque') != '${type}'`,
        message: `secrets of type ${type} never expire. Give the pod a serviceAccountName, or mount a projected token.`,
      },
    ],
  };
}
