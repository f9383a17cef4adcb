import { ownProcess } from './own-process.ts';
import type { World } from './world.ts';

/**
 * Forgets every version of every object but the last one: compacts etcd at its current revision, and starts the API server anew,
 * whose watch cache then knows of nothing before. Answers a version that is too old since then.
 */
export async function compactEtcd(world: World): Promise<string> {
  const plane = world.controlPlane;
  if (plane === null) throw new Error('The row has no control plane of its own.');
  const ask = async (path: string, body: object) => {
    const answer = await fetch(`${plane.etcdUrl}/v3/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`etcd refused ${path}: ${await answer.text()}`);
    return (await answer.json()) as { header: { revision: string } };
  };
  const { header } = await ask('kv/range', { key: Buffer.from('none').toString('base64') });
  const { child, restart } = ownProcess(world, 'kube-apiserver');
  await child.stop('SIGKILL');
  await ask('kv/compaction', { revision: header.revision, physical: true });
  await restart();
  return String(Number(header.revision) - 1);
}
