import { textList } from './cel.ts';
import { controllers } from './identities.ts';
import type { PolicyRule } from './policy.ts';

const on = (plural: string) => `request.resource.resource == '${plural}'`;
const binders = textList([controllers.volumeBinder, controllers.manager]);

// Only these two name an ingress class, and Kubernetes still follows the old annotation.
const oldClass = 'kubernetes.io/ingress.class';
const classesOf = (subject: string) =>
  `[string(dyn(${subject}).spec.?ingressClassName.orValue('')), string(dyn(${subject}).metadata.?annotations[?'${oldClass}'].orValue(''))].filter(c, c != '')`;

/** Claims and ingress classes of the object; empty where it has none or they stay the same. */
export const storageVariables: readonly { name: string; expression: string }[] = [
  {
    name: 'ownClaims',
    expression: `${on('persistentvolumeclaims')} && (oldObject == null || dyn(object).spec != dyn(oldObject).spec) ? [dyn(object).spec] : []`,
  },
  {
    name: 'templateClaims',
    expression: `${on('statefulsets')} && oldObject == null ? dyn(object).spec.?volumeClaimTemplates.orValue([]).map(t, t.spec) : []`,
  },
  {
    name: 'claims',
    expression:
      'variables.ownClaims + variables.templateClaims + variables.volumes.filter(v, has(v.ephemeral)).map(v, v.ephemeral.volumeClaimTemplate.spec)',
  },
  {
    name: 'foreignStorage',
    expression:
      "'*' in variables.storageClasses ? [] : variables.claims.map(c, c.?storageClassName.orValue('')).filter(s, !(s in variables.storageClasses))",
  },
  { name: 'classNames', expression: `${on('ingresses')} ? ${classesOf('object')} : []` },
  {
    name: 'classesChange',
    expression: `${on('ingresses')} && (oldObject == null || ${classesOf('object')} != ${classesOf('oldObject')})`,
  },
];

// Where a class allows none, a list of what is allowed would end in nothing.
const allowed = (list: string) =>
  `(size(variables.${list}) == 0 ? 'None is allowed.' : 'Allowed are: ' + variables.${list}.join(', ') + '.')`;

/** What the class says of volumes and ingresses. */
export const storageRules: readonly PolicyRule[] = [
  {
    name: 'storage-classes',
    expression: 'size(variables.foreignStorage) == 0',
    message: 'a claim needs a storage class that is allowed here. Name one in storageClassName.',
    messageExpression: `'storage class "' + variables.foreignStorage[0] + '" is not allowed here. ' + ${allowed('storageClasses')}`,
  },
  {
    name: 'existing-volumes',
    expression: `request.userInfo.username in ${binders} || variables.claims.all(c, c.?volumeName.orValue('') == '' && !has(c.selector))`,
    message:
      'a claim can’t choose an existing volume, which may be somebody else’s. Leave volumeName and selector out.',
  },
  {
    name: 'ingress-classes',
    expression:
      "!variables.classesChange || '*' in variables.ingressClasses || (size(variables.classNames) > 0 && variables.classNames.all(c, c in variables.ingressClasses))",
    message: 'an ingress needs an ingress class that is allowed here. Name one in ingressClassName.',
    messageExpression: `'ingress class "' + variables.classNames.join(', ') + '" is not allowed here. ' + ${allowed('ingressClasses')}`,
  },
];
