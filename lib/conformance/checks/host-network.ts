import { podCheck, podSecurity } from '../pods.ts';

/** The network of the node. */
export const hostNetwork = podCheck({
  id: 'host-network',
  title: 'No host network and ports',
  section: 'Hosts',
  proves: 'No pod listens on its node or sees the node’s traffic, past all network policies.',
  attempts: {
    'A pod with hostNetwork': { pod: { hostNetwork: true } },
    'A pod with a hostPort': { container: { ports: [{ containerPort: 8080, hostPort: 8080 }] } },
  },
  because: podSecurity,
});
