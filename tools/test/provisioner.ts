import { pino } from 'pino';
import { createDatabase, type Database } from '#lib/data/client.ts';
import {
  type Condition,
  type ConditionType,
  findCondition,
  type ObjectStatus,
} from '#lib/domain/condition.ts';
import { loadConnection } from '#lib/k8s/connection.ts';
import { createResources, type Resources } from '#lib/k8s/resources.ts';
import { createTransport, type Transport } from '#lib/k8s/transport.ts';
import type { ObservedObject } from '#lib/provisioner/desired/observed-object.ts';
import { type Provisioner, startProvisioner } from '#lib/provisioner/runtime/provisioner.ts';
import { readSettings } from '#lib/provisioner/runtime/settings.ts';
import { testCluster } from './cluster.ts';
import { createTestDatabase } from './database.ts';
import { until } from './until.ts';

/** A database of its own with the owner's rights, and the cluster with an administrator's. */
export interface ProvisionerStage {
  database: Database;
  admin: Resources<ObservedObject>;
  transport: Transport;
  /** The same database with the web server's rights, for services. */
  webUrl: string;
  /** The connection string of the conformance process. */
  conformanceUrl: string;
  /** Environment variables of a provisioner that works on this stage. */
  variables: (replica: string) => Record<string, string>;
  /** Starts one in this process, at the cluster itself or through a proxy's kubeconfig. */
  start: (replica?: string, kubeconfig?: string) => Promise<Provisioner>;
  status: (id: string) => Promise<StageStatus>;
  /** Waits until the condition of that environment has that status. */
  untilCondition: (id: string, type: ConditionType, status: Condition['status']) => Promise<StageStatus>;
  close: () => Promise<void>;
}

/** A status row in the domain's words. */
export interface StageStatus {
  conditions: Condition[];
  objects: ObjectStatus[];
  namespaceUid: string | null;
  usage: Record<string, { used: string; hard: string }>;
  observedGeneration: number;
}

/** Sets the stage for one test file. */
export async function setStage(): Promise<ProvisionerStage> {
  const urls = await createTestDatabase();
  const database = createDatabase(urls.ownerUrl, 5);
  const { adminKubeconfig, provisionerKubeconfig } = testCluster();
  const transport = createTransport(await loadConnection(adminKubeconfig));
  const running = new Set<Provisioner>();
  const variables = (replica: string) => ({
    DATABASE_URL: urls.provisionerUrl,
    KUBECONFIG: provisionerKubeconfig,
    METRICS_PORT: '0',
    BAILIWICK_REPLICA: replica,
  });
  const status = async (id: string) => {
    const row = await database.environmentStatus.findUniqueOrThrow({ where: { environmentId: id } });
    return row as unknown as StageStatus;
  };
  return {
    database,
    webUrl: urls.webUrl,
    conformanceUrl: urls.conformanceUrl,
    transport,
    admin: createResources<ObservedObject>(transport, 'kubectl-edit'),
    variables,
    status,
    start: async (replica = 'one', kubeconfig = provisionerKubeconfig) => {
      const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
      const provisioner = await startProvisioner(
        readSettings({ ...variables(replica), KUBECONFIG: kubeconfig }),
        log,
      );
      running.add(provisioner);
      const stop = async () => {
        if (running.delete(provisioner)) await provisioner.stop();
      };
      return { ...provisioner, stop };
    },
    untilCondition: (id, type, wanted) =>
      until(
        async () => {
          const row = await status(id);
          return findCondition(row.conditions, type)?.status === wanted ? row : null;
        },
        { deadlineMs: 40_000, what: `${type}=${wanted} of ${id}` },
      ),
    close: async () => {
      for (const provisioner of running) await provisioner.stop();
      await transport.close();
      await database.$disconnect();
      await urls.drop();
    },
  };
}
