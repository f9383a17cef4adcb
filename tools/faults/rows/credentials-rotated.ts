import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCondition } from '#lib/domain/condition.ts';
import { until } from '#tools/test/until.ts';
import type { FaultRow } from '../row.ts';
import { conditionsOf, untilReady } from '../world/conditions-of.ts';
import { patienceMs } from '../world/patience.ts';
import type { World } from '../world/world.ts';

// The shortest life that the API server gives to a token.
const lifeSeconds = 600;

/** Row 24: the token and the authority change while a provisioner runs, and the token is wrong for a while. */
export const credentialsRotated: FaultRow = {
  number: 24,
  name: 'credentials expired or rotated',
  budgetSeconds: 10,
  run: async (world) => {
    const dir = mkdtempSync(join(tmpdir(), 'bailiwick-credentials-'));
    try {
      const { kubeconfig, replace } = await copyCredentials(world, dir);
      await world.replicas[0]?.end();
      const variables = {
        KUBECONFIG: kubeconfig,
        BAILIWICK_CREDENTIALS_WARN_SECONDS: String(2 * lifeSeconds),
      };
      const two = await world.startReplica('two', variables);
      const left = await until(() => two.metric('bailiwick_credentials_expire_seconds'), {
        deadlineMs: patienceMs,
        what: 'the end of the credentials to be known',
      });
      assert(left > 0 && left <= lifeSeconds, `the credentials end in ${left} s`);
      const isWarned = () => two.log().includes('the credentials for the cluster end soon');
      await until(isWarned, { deadlineMs: patienceMs, what: 'the warning' });
      replace('token', 'this is no token');
      // Until the file is read again, a pass would still succeed with the old token.
      const isRefused = () => two.log().includes('"message":"Unauthorized"');
      await until(isRefused, { deadlineMs: patienceMs, what: 'the wrong token to be refused' });
      const { id } = await world.people.approve('c1');
      const isSaid = async () =>
        findCondition(await conditionsOf(world, id), 'Reconciling')?.reason === 'Unauthorized';
      await until(isSaid, { deadlineMs: patienceMs, what: 'the refused credentials to be told' });
      replace('token', await requestToken(world));
      await untilReady(world, id);
      replace('ca.crt', `${readFileSync(join(dir, 'ca.crt'), 'utf8')}\n`);
      await untilReady(world, (await world.people.approve('c2')).id);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

interface Kubeconfig {
  clusters: { cluster: Record<string, string> }[];
  users: { user: object }[];
}

/** The kubeconfig of the replicas with a token and an authority in files of its own. */
async function copyCredentials(world: World, dir: string) {
  const config = JSON.parse(readFileSync(world.kubeconfig, 'utf8')) as Kubeconfig;
  const [cluster] = config.clusters;
  const [user] = config.users;
  if (cluster === undefined || user === undefined) throw new Error('The kubeconfig is empty.');
  const { 'certificate-authority-data': authority = '', ...rest } = cluster.cluster;
  // As a rotation does it: a reader sees the old file or the new one, and never half of one.
  const replace = (name: string, text: string) => {
    writeFileSync(join(dir, `${name}.new`), text, { mode: 0o600 });
    renameSync(join(dir, `${name}.new`), join(dir, name));
  };
  replace('ca.crt', Buffer.from(authority, 'base64').toString());
  replace('token', await requestToken(world));
  cluster.cluster = { ...rest, 'certificate-authority': 'ca.crt' };
  user.user = { tokenFile: 'token' };
  const kubeconfig = join(dir, 'kubeconfig');
  replace('kubeconfig', JSON.stringify(config));
  return { kubeconfig, replace };
}

async function requestToken(world: World): Promise<string> {
  const { status } = (await world.transport.call({
    method: 'POST',
    path: '/api/v1/namespaces/bailiwick-system/serviceaccounts/provisioner/token',
    body: { spec: { expirationSeconds: lifeSeconds } },
  })) as { status: { token: string } };
  return status.token;
}
