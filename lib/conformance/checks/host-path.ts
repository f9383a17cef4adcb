import { podCheck, podSecurity } from '../pods.ts';

/** Volumes that are folders of the node. */
export const hostPath = podCheck({
  id: 'host-path',
  title: 'No hostPath volumes',
  section: 'Hosts',
  proves: 'No pod reads or writes the files of its node.',
  attempts: {
    'A pod with a hostPath volume': { pod: { volumes: [{ name: 'host', hostPath: { path: '/' } }] } },
  },
  because: podSecurity,
});
