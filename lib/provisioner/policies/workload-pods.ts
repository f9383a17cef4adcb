import type { PolicyRule } from './policy.ts';

/** The pod that the object is or makes; null where it makes none. */
function podOf(subject: string): string {
  return [
    `${subject} == null ? null`,
    `request.resource.resource == 'pods' ? dyn(${subject}).spec`,
    `request.resource.resource == 'cronjobs' ? dyn(${subject}).spec.jobTemplate.spec.template.spec`,
    `dyn(${subject}).spec.?template.?spec.orValue(null)`,
  ].join(' : ');
}

// An image without a registry comes from Docker's, and one without a path there from its library.
const withRegistry = "i.matches('^([^/]*[.:][^/]*|localhost)/') ? i : 'docker.io/' + i";
const withLibrary = "i.matches('^docker[.]io/[^/]+$') ? 'docker.io/library/' + i.substring(10) : i";

// A prefix ends at a path segment; a whole image name may be followed by its tag or digest.
const covers = [
  "i.startsWith(r.endsWith('/') ? r : r + '/')",
  "(r.matches('/[^/]+$') && (i == r || i.startsWith(r + ':') || i.startsWith(r + '@')))",
].join(' || ');

/** What the rules of pods read; everything is empty for an object that makes no pods or whose pods stay the same. */
export const podVariables: readonly { name: string; expression: string }[] = [
  { name: 'podNow', expression: podOf('object') },
  { name: 'podBefore', expression: podOf('oldObject') },
  {
    name: 'pod',
    expression: 'variables.podNow == null || variables.podNow == variables.podBefore ? {} : variables.podNow',
  },
  {
    name: 'containers',
    expression:
      'variables.pod.?containers.orValue([]) + variables.pod.?initContainers.orValue([]) + variables.pod.?ephemeralContainers.orValue([])',
  },
  { name: 'volumes', expression: 'variables.pod.?volumes.orValue([])' },
  {
    name: 'images',
    expression:
      "variables.containers.map(c, c.?image.orValue('')) + variables.volumes.filter(v, has(v.image)).map(v, v.image.?reference.orValue(''))",
  },
  { name: 'qualified', expression: `variables.images.map(i, ${withRegistry})` },
  { name: 'fullImages', expression: `variables.qualified.map(i, ${withLibrary})` },
  {
    name: 'foreignImages',
    expression: `'*' in variables.registries ? [] : variables.fullImages.filter(i, !variables.registries.exists(r, ${covers}))`,
  },
  {
    name: 'foreignVolumes',
    expression:
      "variables.volumes.filter(v, dyn(v).exists(k, k != 'name' && !(k in variables.volumeTypes))).map(v, v.name)",
  },
];

/** What the class says of pods. */
export const podRules: readonly PolicyRule[] = [
  {
    name: 'registries',
    expression: 'size(variables.foreignImages) == 0',
    message:
      'an image is not from an allowed registry. Push it to an allowed one or ask the platform team to allow yours.',
    messageExpression: `'image "' + variables.foreignImages[0] + '" is not from an allowed registry (' + variables.registries.join(', ') + '). Push it there or ask the platform team to allow yours.'`,
  },
  {
    name: 'pull-policy',
    expression:
      "variables.pullPolicy == 'any' || (variables.containers.all(c, c.?imagePullPolicy.orValue('') == 'Always') && variables.volumes.all(v, !has(v.image) || v.image.?pullPolicy.orValue('') == 'Always'))",
    message: 'containers and image volumes must be pulled each time. Set imagePullPolicy to Always.',
  },
  {
    name: 'volume-types',
    expression: 'size(variables.foreignVolumes) == 0',
    message: 'a volume is of a type that is not allowed here. Use another type.',
    messageExpression: `'volume "' + variables.foreignVolumes[0] + '" is of a type that is not allowed here. Allowed are ' + variables.volumeTypes.join(', ') + '.'`,
  },
  {
    name: 'priority-classes',
    expression:
      "'*' in variables.priorityClasses || variables.pod.?priorityClassName.orValue('') in ([''] + variables.priorityClasses)",
    message: 'this priority class is not allowed here. Leave priorityClassName out.',
    messageExpression: `'priority class "' + variables.pod.priorityClassName + '" is not allowed here. ' + (size(variables.priorityClasses) == 0 ? 'Leave priorityClassName out.' : 'Allowed are ' + variables.priorityClasses.join(', ') + '.')`,
  },
];
