import type { Transport } from '#lib/k8s/transport.ts';
import { until } from '#tools/test/until.ts';
import { podSpec } from './policy-rows/workload.ts';

/** Objects in the namespace that an administrator, whom the policies do not hold, left there before. */
export async function addOldObjects(admin: Transport, namespace: string): Promise<void> {
  const labels = { app: 'x' };
  const core = `/api/v1/namespaces/${namespace}`;
  const add = (path: string, spec: object, name = 'old', owner = {}) =>
    admin.call({ method: 'POST', path, body: { metadata: { name, namespace, labels: owner }, spec } });
  const made = await admin.call({ method: 'GET', path: `${core}/limitranges/bailiwick` });
  const ours = (made as { metadata: { labels: object } }).metadata.labels;
  await Promise.all([
    admin.call({
      method: 'POST',
      path: `${core}/configmaps`,
      body: { metadata: { name: 'old', namespace } },
    }),
    add(`${core}/services`, { ports: [{ port: 80 }], externalIPs: ['203.0.113.7'] }),
    add(`${core}/persistentvolumeclaims`, {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'fast',
      resources: { requests: { storage: '1Gi' } },
    }),
    add(`/apis/apps/v1/namespaces/${namespace}/deployments`, {
      replicas: 0,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpec({ image: 'evil.example/x' }) },
    }),
    add(`${core}/pods`, podSpec()),
    add(`${core}/resourcequotas`, {}, 'fresh', ours),
    add(`${core}/resourcequotas`, { hard: { pods: '50' } }, 'counted', ours),
  ]);
  const isCounted = async () => {
    const quota = await admin.call({ method: 'GET', path: `${core}/resourcequotas/counted` });
    return (quota as { status: { hard?: object } }).status.hard !== undefined;
  };
  await until(isCounted, { deadlineMs: 30_000, what: 'the quota to be counted' });
}
