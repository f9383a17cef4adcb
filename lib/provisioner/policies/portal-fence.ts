import { reservedNames } from '#lib/domain/name.ts';
import { grantedClusterRoles } from '#lib/domain/role.ts';
import { managedKinds } from '../desired/managed-kinds.ts';
import { environmentLabel, teamLabel } from '../desired/ownership.ts';
import { isOurs, labelOf, text, textList, wasMadeByUs } from './cel.ts';
import { provisionerUser } from './identities.ts';
import type { PackOptions, Policy, PolicyRule } from './policy.ts';

const kindsInside = managedKinds.filter(({ namespaced }) => namespaced);
const on = (plural: string) => `request.resource.resource == ${text(plural)}`;
// Deletion is judged by what is there, every other write by what shall be.
const isDelete = "request.operation == 'DELETE'";
const isWritten = `!(${isDelete})`;
const team = (subject: string) => labelOf(subject, teamLabel);
const environment = (subject: string) => labelOf(subject, environmentLabel);

/** Whether the subject is a namespace that Bailiwick may have made: our label, and the name that the labels say. */
function isEnvironment(subject: string): string {
  const name = `${subject}.metadata.name`;
  const reserved = textList(reservedNames.map(({ source }) => source));
  return [
    isOurs(subject),
    `${environment(subject)}.matches('^[a-z][a-z0-9]*$')`,
    `${name} == ${team(subject)} + '-' + ${environment(subject)}`,
    `!${reserved}.exists(r, ${name}.matches(r) || ${team(subject)}.matches(r))`,
  ].join(' && ');
}

/** The provisioner itself is held to its work: with a stolen token one can do next to nothing. */
export function portalFence({ subjectPrefix }: PackOptions): Policy {
  return {
    name: 'portal-fence',
    purpose: 'The provisioner writes nothing but the objects of environments, in namespaces of environments.',
    answer: 'deny',
    requests: [{ apiGroups: ['*'], apiVersions: ['*'], resources: ['*/*'], operations: ['*'] }],
    inEnvironmentsOnly: false,
    exempt: { users: [], groups: [] },
    conditions: [
      { name: 'is-provisioner', expression: `request.userInfo.username == ${text(provisionerUser)}` },
    ],
    variables: [
      { name: 'isNamespace', expression: `request.resource.group == '' && ${on('namespaces')}` },
      {
        name: 'isStatus',
        expression: `${on('resourcequotas')} && request.?subResource.orValue('') == 'status'`,
      },
    ],
    rules: [...placeRules(), ...namespaceRules(), ...contentRules(subjectPrefix)],
  };
}

function placeRules(): PolicyRule[] {
  const known = kindsInside.map(({ apiVersion, plural }) => {
    const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
    return `request.resource.group + '/' + request.resource.resource == ${text(`${group}/${plural}`)}`;
  });
  return [
    {
      name: 'kinds',
      expression: `variables.isStatus || (request.?subResource.orValue('') == '' && (variables.isNamespace || ${known.join(' || ')}))`,
      message: 'the provisioner may not write this kind of object.',
    },
    {
      name: 'inside',
      expression: `variables.isNamespace || (namespaceObject != null && ${isEnvironment('namespaceObject')})`,
      message: 'the provisioner may write only in namespaces of environments.',
    },
    {
      name: 'labels',
      expression: `variables.isNamespace || ${isDelete} || (${isOurs('object')} && ${team('object')} == ${team('namespaceObject')} && ${environment('object')} == ${environment('namespaceObject')})`,
      message: 'what the provisioner writes carries the owner labels of its namespace.',
    },
  ];
}

function namespaceRules(): PolicyRule[] {
  const level = labelOf('object', 'pod-security.kubernetes.io/enforce');
  return [
    {
      name: 'names',
      expression: `!variables.isNamespace || ${isDelete} || (${isEnvironment('object')})`,
      message: 'the provisioner may make only namespaces that are named after team and environment.',
    },
    {
      name: 'foreign',
      expression: `!variables.isNamespace || oldObject == null || ${wasMadeByUs('oldObject')}`,
      message: 'the provisioner may not touch a namespace that is not of Bailiwick.',
    },
    {
      name: 'pod-security',
      expression: `!variables.isNamespace || ${isDelete} || ${level} in ['baseline', 'restricted']`,
      message: 'the provisioner may not loosen Pod Security below baseline.',
    },
  ];
}

function contentRules(subjectPrefix: string): PolicyRule[] {
  const rule = (name: string, plural: string, expression: string, message: string) => ({
    name,
    expression: `!(${on(plural)}) || !(${isWritten}) || (${expression})`,
    message,
  });
  const users = `s.kind == 'User' && s.name.startsWith(${text(subjectPrefix)}) && s.name != ${text(subjectPrefix)}`;
  return [
    rule(
      'roles',
      'rolebindings',
      `object.roleRef.kind == 'ClusterRole' && object.roleRef.name in ${textList(grantedClusterRoles)}`,
      'the provisioner hands out tenant roles only.',
    ),
    rule(
      'subjects',
      'rolebindings',
      `object.?subjects.orValue([]).all(s, ${users})`,
      `the provisioner gives roles only to people, whose names begin with “${subjectPrefix}”.`,
    ),
    rule(
      'accounts',
      'serviceaccounts',
      "object.metadata.name == 'default' && object.?automountServiceAccountToken.orValue(true) == false",
      'the provisioner may write only the default account, and without a token in pods.',
    ),
    rule(
      'first-status',
      'resourcequotas',
      '!variables.isStatus || size(oldObject.?status.?hard.orValue({})) == 0',
      'the provisioner may write the status of a quota only once, before anything is counted.',
    ),
    rule(
      'zero-used',
      'resourcequotas',
      "!variables.isStatus || (object.?status.?hard.orValue({}) == object.spec.?hard.orValue({}) && object.?status.?used.orValue({}).all(k, quantity(object.status.used[k]).compareTo(quantity('0')) == 0))",
      'the first status of a quota says what is granted and that nothing is used.',
    ),
  ];
}
