import { ruleAnnotations } from '../desired/class-rules.ts';
import { annotationOf, listOf } from './cel.ts';
import type { PackOptions, Policy, RequestRule } from './policy.ts';
import { podRules, podVariables } from './workload-pods.ts';
import { storageRules, storageVariables } from './workload-storage.ts';

function written(group: string, resources: readonly string[]): RequestRule {
  return { apiGroups: [group], apiVersions: ['v1'], resources, operations: ['CREATE', 'UPDATE'] };
}

const allowed = (name: string, annotation: string) => ({ name, expression: listOf(annotation) });

/**
 * Pods and what makes them keep the rules of the class. A template is judged when it is written, so that the refusal
 * comes at `kubectl apply`, and not again while it stays the same, so that old ones can still be scaled.
 */
export function workload({ exemptGroups }: PackOptions): Policy {
  return {
    name: 'workload',
    purpose:
      'Images, pull policy, volumes, storage, ingress and priority classes are those that the class allows.',
    answer: 'as-class-says',
    requests: [
      written('', ['pods', 'pods/ephemeralcontainers', 'persistentvolumeclaims']),
      written('apps', ['daemonsets', 'deployments', 'replicasets', 'statefulsets']),
      written('batch', ['cronjobs', 'jobs']),
      written('networking.k8s.io', ['ingresses']),
    ],
    inEnvironmentsOnly: true,
    exempt: { users: [], groups: exemptGroups },
    conditions: [],
    variables: [
      allowed('registries', ruleAnnotations.registries),
      allowed('volumeTypes', ruleAnnotations.volumeTypes),
      allowed('storageClasses', ruleAnnotations.storageClasses),
      allowed('ingressClasses', ruleAnnotations.ingressClasses),
      allowed('priorityClasses', ruleAnnotations.priorityClasses),
      { name: 'pullPolicy', expression: annotationOf('namespaceObject', ruleAnnotations.imagePullPolicy) },
      ...podVariables,
      ...storageVariables,
    ],
    rules: [...podRules, ...storageRules],
  };
}
