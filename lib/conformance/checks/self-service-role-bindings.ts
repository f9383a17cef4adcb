import { binding } from '../attempts.ts';
import type { Check } from '../check.ts';
import { rbacGroup } from '../rights.ts';
import { judgeSelfService } from '../self-service.ts';

const group = (name: string) => ({ apiGroup: rbacGroup, kind: 'Group', name });
const account = (namespace: string) => ({ kind: 'ServiceAccount', name: 'default', namespace });

/** RoleBindings that the environment's admins make themselves. */
export const selfServiceRoleBindings: Check = {
  id: 'self-service-role-bindings',
  title: 'Own role bindings, inside the environment',
  section: 'Self-service',
  proves:
    'Admins of the environment share their rights inside it, with nobody in general and no other namespace.',
  how: 'Tries, as dry runs, bindings to cluster-admin, to everybody and to a service account of another namespace. Viewing for a service account of the environment must be admitted.',
  run: (context) =>
    judgeSelfService(
      context,
      { verbs: ['create'], group: rbacGroup, resources: ['rolebindings'] },
      {
        forbidden: [
          {
            what: 'A binding to cluster-admin',
            attempt: binding('cluster-admin', account(context.namespace)),
            because: /attempting to grant RBAC permissions not currently held|bailiwick\/bindings: /,
          },
          {
            what: 'A binding for everybody who is signed in',
            attempt: binding('bailiwick-viewer', group('system:authenticated')),
            because: /bailiwick\/bindings: /,
          },
          {
            what: 'A binding for a service account of another namespace',
            attempt: binding('bailiwick-viewer', account('default')),
            because: /bailiwick\/bindings: /,
          },
        ],
        twin: {
          what: 'Viewing for a service account of the environment',
          attempt: binding('bailiwick-viewer', account(context.namespace)),
        },
      },
    ),
};
