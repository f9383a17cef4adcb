import { notRefused, podCheck } from '../pods.ts';

/** Images that a neighbour pulled with his own credentials. */
export const imagePullPolicy = podCheck({
  id: 'image-pull-policy',
  title: 'Images are always pulled',
  section: 'Control plane',
  proves: 'Nobody runs a private image that is on the node only because another tenant may pull it.',
  attempts: {
    'A pod with imagePullPolicy IfNotPresent': { container: { imagePullPolicy: 'IfNotPresent' } },
    'A pod with imagePullPolicy Never': { container: { imagePullPolicy: 'Never' } },
  },
  because: /bailiwick\/workload: .*imagePullPolicy/s,
  design: (spec) =>
    spec.guardrails.imagePullPolicy === 'any' ? 'The class allows every imagePullPolicy.' : notRefused(spec),
});
