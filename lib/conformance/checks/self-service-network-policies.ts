import { creation } from '../attempts.ts';
import type { Check } from '../check.ts';
import { notRefused } from '../pods.ts';
import { judgeSelfService } from '../self-service.ts';

const because = /bailiwick\/netpol-additive: /;

const ingressFrom = (from: object[]) =>
  creation('networking.k8s.io/v1', 'networkpolicies', {
    spec: { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress'], ingress: [{ from }] },
  });

/** Network policies that the environment's admins make themselves. */
export const selfServiceNetworkPolicies: Check = {
  id: 'self-service-network-policies',
  title: 'Own network policies, none that opens everything',
  section: 'Self-service',
  proves: 'Admins of the environment allow traffic that they need, and can’t open it to everybody.',
  how: 'Tries, as dry runs, policies that admit everybody, every namespace or every address. One between pods of the environment must be admitted.',
  run: (context) =>
    judgeSelfService(
      context,
      { verbs: ['create'], group: 'networking.k8s.io', resources: ['networkpolicies'] },
      {
        forbidden: [
          { what: 'A policy without peers', attempt: ingressFrom([]), because },
          {
            what: 'A policy for every namespace',
            attempt: ingressFrom([{ namespaceSelector: {} }]),
            because,
          },
          {
            what: 'A policy for every address',
            attempt: ingressFrom([{ ipBlock: { cidr: '0.0.0.0/0' } }]),
            because,
          },
        ],
        twin: {
          what: 'A policy between pods of the environment',
          attempt: ingressFrom([{ podSelector: { matchLabels: { app: 'web' } } }]),
        },
        design: notRefused(context.spec),
      },
    ),
};
