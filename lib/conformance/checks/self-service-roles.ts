import { judgeDenials } from '../access.ts';
import { creation } from '../attempts.ts';
import type { Check } from '../check.ts';
import { together } from '../judge.ts';
import { rbacGroup } from '../rights.ts';
import { judgeSelfService } from '../self-service.ts';

const because = /attempting to grant RBAC permissions not currently held/;

const role = (apiGroup: string, resource: string, verb: string) =>
  creation(`${rbacGroup}/v1`, 'roles', {
    rules: [{ apiGroups: [apiGroup], resources: [resource], verbs: [verb] }],
  });

/** Roles that the environment's admins make themselves. */
export const selfServiceRoles: Check = {
  id: 'self-service-roles',
  title: 'Own roles, without escalation',
  section: 'Self-service',
  proves: 'Admins of the environment make roles, and no role gives more than its maker has.',
  how: 'Tries, as dry runs, roles that give everything, tokens or impersonation, and asks the authorizer whether somebody may go past that check. A small role must be admitted.',
  run: async (context) =>
    together(
      await judgeSelfService(
        context,
        { verbs: ['create'], group: rbacGroup, resources: ['roles'] },
        {
          forbidden: [
            { what: 'A role that may do everything', attempt: role('*', '*', '*'), because },
            {
              what: 'A role that makes tokens',
              attempt: role('', 'serviceaccounts/token', 'create'),
              because,
            },
            {
              what: 'A role that impersonates',
              attempt: role('', 'serviceaccounts', 'impersonate'),
              because,
            },
          ],
          twin: { what: 'A role that makes ConfigMaps', attempt: role('', 'configmaps', 'create') },
        },
      ),
      await judgeDenials(context, {
        rights: [
          { verbs: ['bind', 'escalate'], group: rbacGroup, resources: ['roles', 'clusterroles'] },
          { verbs: ['impersonate'], group: '', resources: ['serviceaccounts'] },
          { verbs: ['create'], group: '', resources: ['serviceaccounts/token'] },
        ],
        namespaces: [context.namespace],
        twin: { verbs: ['list'], group: '', resources: ['pods'] },
        what: 'of the environment can go past that check',
      }),
    ),
};
