import type { Check, DryRun } from '../check.ts';
import { judgeRefusals } from '../judge.ts';
import { notRefused } from '../pods.ts';

const service = (type: string): DryRun => ({
  method: 'POST',
  resource: 'services',
  apiVersion: 'v1',
  body: {
    metadata: { generateName: 'bailiwick-conformance-' },
    spec: { type, selector: { app: 'bailiwick-conformance' }, ports: [{ port: 80 }] },
  },
});

/** Services that open a port on every node. */
export const nodePort: Check = {
  id: 'node-port',
  title: 'No NodePort services',
  section: 'Hosts',
  proves: 'No tenant takes a port of the nodes, where no network policy guards it and others may need it.',
  how: 'Tries, as a dry run, to make a service of type NodePort. A ClusterIP service must be admitted.',
  run: (context) =>
    judgeRefusals(context, {
      forbidden: [
        {
          what: 'A NodePort service',
          attempt: service('NodePort'),
          because: /bailiwick\/service-exposure: |exceeded quota: .*services\.nodeports/s,
        },
      ],
      twin: { what: 'A ClusterIP service', attempt: service('ClusterIP') },
      design: context.spec.guardrails.nodePorts
        ? 'The class allows NodePort services.'
        : notRefused(context.spec),
    }),
};
