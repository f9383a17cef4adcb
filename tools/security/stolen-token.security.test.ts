import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConnection } from '#lib/k8s/connection.ts';
import { createTransport, type Transport } from '#lib/k8s/transport.ts';
import { testSpec } from '#lib/provisioner/desired/spec.test-fixture.ts';
import { testCluster } from '#tools/test/cluster.ts';
import { recordFigure } from '#tools/test/figures.ts';
import { type Attacker, type Attempt, createAttacker } from './attempt.ts';
import { provisionEnvironment } from './provisioned-environment.ts';
import { furtherWays, type Scene, stolenTokenGoals } from './stolen-token-goals.ts';

let admin: Transport;
let provisioner: Transport;
let thief: Attacker;
let master: Attacker;
let endEnvironment: () => Promise<void>;
const scene: Scene = {
  environment: `stolen${process.pid}-dev1`,
  foreign: `foreign${process.pid}-app`,
  signingRequest: `stolen${process.pid}`,
};
const [tried, reached] = [new Set<string>(), new Set<string>()];

beforeAll(async () => {
  const { adminKubeconfig, provisionerKubeconfig } = testCluster();
  const [mighty, stolen] = await Promise.all([adminKubeconfig, provisionerKubeconfig].map(loadConnection));
  if (!mighty || !stolen) throw new Error('There is no cluster.');
  admin = createTransport(mighty);
  provisioner = createTransport(stolen);
  [master, thief] = await Promise.all([createAttacker(mighty), createAttacker(stolen)]);
  await setScene();
});
afterAll(async () => {
  recordFigure('stolen-token goals reached', `${reached.size}/${tried.size}`);
  await endEnvironment?.();
  await admin?.call({ method: 'DELETE', path: `/api/v1/namespaces/${scene.foreign}` });
  await admin?.call({
    method: 'DELETE',
    path: `/apis/certificates.k8s.io/v1/certificatesigningrequests/${scene.signingRequest}`,
  });
  await Promise.all([admin?.close(), provisioner?.close(), master?.end(), thief?.end()]);
});

// A certificate request for CN=mallory; its key was thrown away.
const certificateRequest =
  'MIHMMHQCAQAwEjEQMA4GA1UEAwwHbWFsbG9yeTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABK8CoYr0js6EBWaxk3yMP+pwOrPfAcYr0xlXk5O3vhi+TjLCEjjeWrXV0FKzmi/JAA4oBsAOJHrPKI2wM9jFrjugADAKBggqhkjOPQQDAgNIADBFAiBbmH/ecqI6oSqpwsADmWEs8EU4u0q43n/ClSTQfAqvbAIhAKyq35LA3birUvr84SftluEMuciwfSalUZU37KHwG1+T';

async function setScene(): Promise<void> {
  const [team = '', slug = ''] = scene.environment.split('-');
  const named = { team: { slug: team, name: team }, slug, namespace: scene.environment };
  endEnvironment = await provisionEnvironment(provisioner, testSpec({}, named));
  const create = (path: string, body: object) => admin.call({ method: 'POST', path, body });
  await create('/api/v1/namespaces', { metadata: { name: scene.foreign } });
  await create(`/api/v1/namespaces/${scene.foreign}/secrets`, { metadata: { name: 'treasure' } });
  const pem = `-----BEGIN CERTIFICATE REQUEST-----\n${certificateRequest}\n-----END CERTIFICATE REQUEST-----\n`;
  await create('/apis/certificates.k8s.io/v1/certificatesigningrequests', {
    metadata: { name: scene.signingRequest },
    spec: {
      request: Buffer.from(pem).toString('base64'),
      signerName: 'kubernetes.io/kube-apiserver-client',
      usages: ['client auth'],
    },
  });
}

describe.each(stolenTokenGoals)('with a stolen token nobody can $goal', ({ goal, ways }) => {
  const attempts = ways(scene).map((call) => [`${call.method} ${call.path}`, call] as const);

  test.each(attempts)('%s', async (_title, call) => {
    const { outcome, message } = await thief.attempt(call);
    tried.add(goal);
    if (outcome === 'done') reached.add(goal);
    expect({ outcome, message }).toEqual({ outcome: 'refused', message: expect.any(String) });
  });

  // What is refused must be a call that works for whoever may make it, or the refusal would prove nothing.
  test.each(attempts)('while it works for an administrator: %s', async (_title, call) => {
    expect(await master.attempt(rehearsed(call))).toMatchObject({ outcome: 'done' });
  });
});

function rehearsed(call: Attempt): Attempt {
  if (call.method === 'GET') return call;
  return { ...call, path: `${call.path}${call.path.includes('?') ? '&' : '?'}dryRun=All` };
}

describe.each(furtherWays)('nor can he $goal', ({ ways }) => {
  test.each(ways(scene).map((call) => [`${call.method} ${call.path}`, call] as const))(
    '%s',
    async (_title, call) => {
      expect(await thief.attempt(call)).toMatchObject({ outcome: 'refused' });
      expect(await master.attempt(rehearsed(call))).toMatchObject({ outcome: 'done' });
    },
  );
});
