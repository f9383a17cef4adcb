import { findCondition } from '#lib/domain/condition.ts';
import { isClusterError } from '#lib/k8s/cluster-error.ts';
import { loadConnection } from '#lib/k8s/connection.ts';
import { createTransport } from '#lib/k8s/transport.ts';
import { getEnvironment } from '#lib/services/environment/get-environment.ts';
import { until } from '#tools/test/until.ts';
import type { People } from './people.ts';

interface Workload {
  team: string;
  environment: string;
  name: string;
  replicas: number;
  cpu: string;
  memory: string;
}

const workloads: Workload[] = [
  workload('payments', 'dev', 'ledger', 2, '250m', '512Mi'),
  workload('payments', 'prod', 'checkout', 6, '500m', '1Gi'),
  workload('payments', 'prod', 'settlement', 2, '750m', '2Gi'),
  workload('payments', 'prod', 'fraud-check', 3, '200m', '1Gi'),
  workload('search', 'dev', 'indexer', 1, '500m', '1Gi'),
  workload('search', 'dev', 'query', 3, '300m', '512Mi'),
  workload('search', 'staging', 'query', 4, '250m', '1Gi'),
];

function workload(
  team: string,
  environment: string,
  name: string,
  replicas: number,
  cpu: string,
  memory: string,
) {
  return { team, environment, name, replicas, cpu, memory };
}

/** Puts Deployments into the demo's namespaces once they are Ready, with the admin's kubeconfig: what tenants would do. */
export async function deployWorkloads(as: People, kubeconfig: string): Promise<void> {
  const transport = createTransport(await loadConnection(kubeconfig));
  try {
    for (const each of workloads) {
      await until(() => isReady(as, each), {
        deadlineMs: 60_000,
        what: `${each.team}-${each.environment} to be Ready`,
      });
      const path = `/apis/apps/v1/namespaces/${each.team}-${each.environment}/deployments`;
      await transport.call({ method: 'POST', path, body: deployment(each) }).catch(unlessThere);
    }
  } finally {
    await transport.close();
  }
}

async function isReady(as: People, { team, environment }: Workload): Promise<boolean> {
  const { conditions } = await getEnvironment(await as('alex'), { team, environment });
  return findCondition(conditions, 'Ready')?.status === 'True';
}

function unlessThere(error: unknown): void {
  if (!isClusterError(error) || error.failure !== 'already-exists') throw error;
}

/** As strict as Pod Security `restricted` and the rules of prod want it, so that it runs in every class. */
function deployment({ name, replicas, cpu, memory }: Workload) {
  const labels = { app: name };
  const container = {
    name,
    image: 'registry.k8s.io/pause:3.10',
    imagePullPolicy: 'Always',
    resources: { requests: { cpu, memory }, limits: { cpu, memory } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
  };
  const podSecurity = { runAsNonRoot: true, runAsUser: 65_535, seccompProfile: { type: 'RuntimeDefault' } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { automountServiceAccountToken: false, securityContext: podSecurity, containers: [container] },
      },
    },
  };
}
