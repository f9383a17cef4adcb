import { managedByLabel, managedByValue } from '#lib/provisioner/desired/ownership.ts';
import { judgeDenials } from '../access.ts';
import { ownConfigMap } from '../attempts.ts';
import type { Check, CheckContext, DryRun } from '../check.ts';
import { type Forbidden, judgeRefusals, together } from '../judge.ts';
import { rbacGroup, write } from '../rights.ts';

const because = /bailiwick\/managed-objects: /;

/** What Bailiwick keeps in the namespace. */
export const managedResources: Check = {
  id: 'managed-resources',
  title: 'Managed objects stay as they are',
  section: 'Control plane',
  proves: 'Nobody of the environment takes his guardrails away or changes them.',
  how: 'Tries, as dry runs, to delete and to change what Bailiwick keeps here, and asks the authorizer about the namespace itself. A ConfigMap of one’s own must be admitted.',
  run: async (context) =>
    together(
      await judgeRefusals(context, { forbidden: changesOf(context), twin: ownConfigMap }),
      await judgeDenials(context, {
        rights: [
          {
            verbs: write,
            group: '',
            resources: ['namespaces', 'namespaces/status', 'namespaces/finalize'],
            name: context.namespace,
          },
        ],
        namespaces: [context.namespace],
        twin: { verbs: ['list'], group: '', resources: ['pods'] },
        what: 'of the environment can change its namespace',
      }),
    ),
};

function changesOf({ observed }: CheckContext): Forbidden[] {
  const managed = (objects: CheckContext['observed']['roleBindings']) =>
    objects
      .filter(({ metadata }) => metadata.labels?.[managedByLabel] === managedByValue)
      .map(({ metadata }) => metadata.name);
  const paths: [string, string[]][] = [
    ['networking.k8s.io/v1', managed(observed.networkPolicies).map((name) => `networkpolicies/${name}`)],
    [`${rbacGroup}/v1`, managed(observed.roleBindings).map((name) => `rolebindings/${name}`)],
    ['v1', ['serviceaccounts/default']],
  ];
  return paths.flatMap(([apiVersion, resources]) =>
    resources.flatMap((resource): Forbidden[] => {
      const attempt = (method: DryRun['method']): DryRun => ({ method, resource, apiVersion });
      const body = { metadata: { labels: { [managedByLabel]: 'somebody-else' } } };
      const deleting = { what: `Deleting ${resource}`, attempt: attempt('DELETE'), because };
      // Who changes a RoleBinding must hold all that it gives, which the synthetic tenant does not.
      if (resource.startsWith('rolebindings/')) return [deleting];
      return [deleting, { what: `Taking over ${resource}`, attempt: { ...attempt('PATCH'), body }, because }];
    }),
  );
}
