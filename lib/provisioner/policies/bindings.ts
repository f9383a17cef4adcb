import { grantedClusterRoles } from '#lib/domain/role.ts';
import { textList } from './cel.ts';
import type { PackOptions, Policy } from './policy.ts';

// A User may be written like a ServiceAccount of any namespace, so both forms are held to the own one.
const ownAccounts = "('system:serviceaccount:' + request.namespace + ':')";

/** A tenant hands out tenant roles and his own roles, to people and to accounts of his namespace. */
export function bindings({ exemptGroups }: PackOptions): Policy {
  return {
    name: 'bindings',
    purpose: 'Role bindings of tenants stay inside the namespace: its roles, its accounts, and people.',
    answer: 'deny',
    requests: [
      {
        apiGroups: ['rbac.authorization.k8s.io'],
        apiVersions: ['v1'],
        resources: ['rolebindings'],
        operations: ['CREATE', 'UPDATE'],
      },
    ],
    inEnvironmentsOnly: true,
    // Our own bindings keep these rules too; portal-fence narrows them further.
    exempt: { users: [], groups: exemptGroups },
    conditions: [],
    variables: [{ name: 'subjects', expression: 'object.?subjects.orValue([])' }],
    rules: [
      {
        name: 'roles',
        expression: `object.roleRef.kind == 'Role' || object.roleRef.name in ${textList(grantedClusterRoles)}`,
        message: 'this cluster role can’t be handed out here. Bind a role of this namespace.',
        messageExpression: `'cluster role "' + object.roleRef.name + '" can’t be handed out here. Bind a role of this namespace or one of ${grantedClusterRoles.join(', ')}.'`,
      },
      {
        name: 'groups',
        expression: "variables.subjects.all(s, s.kind != 'Group' || !s.name.startsWith('system:'))",
        message:
          'groups that begin with “system:” reach beyond this namespace. Name people or accounts instead.',
      },
      {
        name: 'users',
        expression: `variables.subjects.all(s, s.kind != 'User' || !s.name.startsWith('system:') || s.name.startsWith(${ownAccounts}))`,
        message:
          'users that begin with “system:” belong to the cluster. Name people or accounts of this namespace.',
      },
      {
        name: 'accounts',
        expression:
          "variables.subjects.all(s, s.kind != 'ServiceAccount' || s.?namespace.orValue('') == request.namespace)",
        message: 'accounts of other namespaces get no rights here. Name accounts of this namespace.',
      },
    ],
  };
}
