import { podCheck, podSecurity } from '../pods.ts';

/** Privileged containers. */
export const privileged = podCheck({
  id: 'privileged',
  title: 'No privileged containers',
  section: 'Control plane',
  proves: 'No container has the devices and the powers of its node.',
  attempts: {
    'A privileged container': { container: { securityContext: { privileged: true } } },
    'A privileged init container': {
      pod: {
        initContainers: [
          {
            name: 'init',
            image: 'registry.k8s.io/pause:3.10',
            imagePullPolicy: 'Always',
            securityContext: { privileged: true },
          },
        ],
      },
    },
  },
  because: podSecurity,
});
