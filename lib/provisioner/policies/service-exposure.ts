import { ruleAnnotations } from '../desired/class-rules.ts';
import { annotationOf, textList } from './cel.ts';
import type { PackOptions, Policy } from './policy.ts';

const innerSuffixes = ['.svc', '.local', '.localhost', '.internal'] as const;

// A name of one label is resolved inside the cluster, and no public name ends in a number as addresses do.
const isInner = [
  "!variables.target.matches('\\\\.[a-z0-9-]*[a-z][a-z0-9-]*$')",
  "variables.target.contains('.svc.')",
  `${textList(innerSuffixes)}.exists(s, variables.target.endsWith(s))`,
].join(' || ');

/** Services show to the outside only what the class allows, and stand in for nobody else's address. */
export function serviceExposure({ exemptGroups }: PackOptions): Policy {
  const allowed = (annotation: string) => `${annotationOf('namespaceObject', annotation)} == 'true'`;
  return {
    name: 'service-exposure',
    purpose:
      'No external IPs, no aliases for names of the cluster, node ports and load balancers as the class says.',
    answer: 'as-class-says',
    requests: [
      { apiGroups: [''], apiVersions: ['v1'], resources: ['services'], operations: ['CREATE', 'UPDATE'] },
    ],
    inEnvironmentsOnly: true,
    exempt: { users: [], groups: exemptGroups },
    // A controller must be able to take its finalizer off a service from before the class was tightened.
    conditions: [{ name: 'spec-changes', expression: 'oldObject == null || object.spec != oldObject.spec' }],
    variables: [
      { name: 'type', expression: "object.spec.?type.orValue('ClusterIP')" },
      { name: 'alias', expression: "object.spec.?externalName.orValue('').lowerAscii()" },
      {
        name: 'target',
        expression:
          "variables.alias.endsWith('.') ? variables.alias.substring(0, variables.alias.size() - 1) : variables.alias",
      },
    ],
    rules: [
      {
        name: 'external-ips',
        expression: 'size(object.spec.?externalIPs.orValue([])) == 0',
        message:
          'a service can’t take external IPs: they catch the traffic of others. Use an ingress, or ask the platform team.',
      },
      {
        name: 'node-port',
        expression: `variables.type != 'NodePort' || ${allowed(ruleAnnotations.nodePorts)}`,
        message:
          'services of type NodePort are not part of this environment’s class. Use type ClusterIP and an ingress.',
      },
      {
        name: 'load-balancer',
        expression: `variables.type != 'LoadBalancer' || ${allowed(ruleAnnotations.loadBalancers)}`,
        message:
          'services of type LoadBalancer are not part of this environment’s class. Use type ClusterIP and an ingress.',
      },
      {
        name: 'external-name',
        expression: `variables.type != 'ExternalName' || !(${isInner})`,
        message: 'an ExternalName must be a public name, not one of the cluster or an address.',
        messageExpression: `'ExternalName "' + variables.alias + '" is not a public name. Names of the cluster, of cloud metadata and addresses are not allowed.'`,
      },
    ],
  };
}
