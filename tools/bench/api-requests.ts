import { Pool } from 'undici';
import { loadConnection } from '#lib/k8s/connection.ts';
import { managedKinds } from '#lib/provisioner/desired/managed-kinds.ts';
import type { BenchStage } from './stage.ts';

/** How many GETs of single objects of the managed kinds the API server has answered, to anybody. */
export async function readRequests(stage: BenchStage): Promise<number> {
  const connection = await loadConnection(stage.adminKubeconfig);
  const { tls, authorization = '' } = await connection.access();
  const pool = new Pool(connection.server, { connections: 1, allowH2: false, connect: tls });
  const { body } = await pool.request({ method: 'GET', path: '/metrics', headers: { authorization } });
  const lines = (await body.text()).split('\n');
  await pool.destroy();
  const ours = managedKinds.map(({ plural }) => `resource="${plural}"`);
  return lines
    .filter((line) => line.startsWith('apiserver_request_total{') && line.includes('verb="GET"'))
    .filter((line) => ours.some((resource) => line.includes(resource)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}
