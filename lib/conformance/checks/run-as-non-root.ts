import { allowedByBaseline, podCheck, podSecurity } from '../pods.ts';

const seccompProfile = { type: 'RuntimeDefault' };

/** Containers that run as root. */
export const runAsNonRoot = podCheck({
  id: 'run-as-non-root',
  title: 'No container runs as root',
  section: 'Control plane',
  proves: 'A process that breaks out of its container is not root on the node.',
  attempts: {
    'A pod that does not say runAsNonRoot': { pod: { securityContext: { seccompProfile } } },
    'A pod with runAsUser 0': {
      pod: { securityContext: { runAsNonRoot: true, runAsUser: 0, seccompProfile } },
    },
  },
  because: podSecurity,
  design: allowedByBaseline,
});
