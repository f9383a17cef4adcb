import type { Guardrails } from '../guardrails.ts';
import { type Obstacle, obstacle } from './answer.ts';
import { type CheckedPod, containersOf } from './pod.ts';

// The same rules as those of the admission policy `workload`, for pods that run: the cluster judges a pod only when it is made.

interface Rule {
  text: (rules: Guardrails) => string;
  isBroken: (pod: CheckedPod, rules: Guardrails) => boolean;
}

const listed = (names: readonly string[] | null) => (names?.length ? names.join(', ') : 'none');

const rules: readonly Rule[] = [
  {
    text: ({ registries }) =>
      `Their images are not from a registry that would be allowed (${listed(registries)}).`,
    isBroken: (pod, { registries }) =>
      registries !== null &&
      imagesOf(pod).some((image) => !registries.some((prefix) => covers(prefix, image))),
  },
  {
    text: () => 'Their images would have to be pulled each time: imagePullPolicy Always.',
    isBroken: (pod, { imagePullPolicy }) =>
      imagePullPolicy === 'Always' &&
      (containersOf(pod).some((container) => container.imagePullPolicy !== 'Always') ||
        imageVolumes(pod).some(({ pullPolicy }) => pullPolicy !== 'Always')),
  },
  {
    text: ({ volumeTypes }) =>
      `They have volumes of types that would not be allowed. Allowed would be ${listed(volumeTypes)}.`,
    isBroken: ({ spec }, { volumeTypes }) =>
      (spec.volumes ?? []).some((volume) =>
        Object.keys(volume).some(
          (type) => type !== 'name' && !volumeTypes.some((allowed) => allowed === type),
        ),
      ),
  },
  {
    text: ({ priorityClasses }) =>
      `Their priority class would not be allowed. Allowed would be ${listed(priorityClasses)}.`,
    isBroken: ({ spec: { priorityClassName = '' } }, { priorityClasses }) =>
      priorityClasses !== null && priorityClassName !== '' && !priorityClasses.includes(priorityClassName),
  },
];

/**
 * Running pods that the next rules of the class would refuse and the present ones do not. They run on, but could not be
 * started again. Nothing where the class only records or warns.
 */
export function classRuleObstacles(
  pods: readonly CheckedPod[],
  before: Guardrails,
  after: Guardrails,
): Obstacle[] {
  if (after.mode !== 'deny') return [];
  return rules.flatMap(({ text, isBroken }) => {
    const isKnown = (pod: CheckedPod) => before.mode === 'deny' && isBroken(pod, before);
    const found = pods.filter((pod) => isBroken(pod, after) && !isKnown(pod));
    const names = found.map(({ metadata }) => `pod ${metadata.name}`).sort();
    return names.length === 0 ? [] : [obstacle('class-rule', `${text(after)} ${runsOn}`, names)];
  });
}

/** What is true of every pod that a rule would refuse from now on. */
export const runsOn = 'They run on, but would be refused when they are started again.';

// An image without a registry comes from Docker's, and one without a path there from its library.
function fullImage(image: string): string {
  const qualified = /^([^/]*[.:][^/]*|localhost)\//.test(image) ? image : `docker.io/${image}`;
  return /^docker\.io\/[^/]+$/.test(qualified) ? `docker.io/library/${qualified.slice(10)}` : qualified;
}

// A prefix ends at a path segment; a whole image name may be followed by its tag or digest.
function covers(prefix: string, image: string): boolean {
  if (image.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`)) return true;
  const isWhole = image === prefix || image.startsWith(`${prefix}:`) || image.startsWith(`${prefix}@`);
  return /\/[^/]+$/.test(prefix) && isWhole;
}

function imagesOf(pod: CheckedPod): string[] {
  const images = containersOf(pod).map(({ image = '' }) => image);
  return [...images, ...imageVolumes(pod).map(({ reference = '' }) => reference)].map(fullImage);
}

function imageVolumes({ spec }: CheckedPod): { reference?: string; pullPolicy?: string }[] {
  return (spec.volumes ?? []).flatMap(({ image }) =>
    typeof image === 'object' && image !== null ? [image] : [],
  );
}
