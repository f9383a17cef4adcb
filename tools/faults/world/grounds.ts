import type { ControlPlane } from '#tools/control-plane/start.ts';
import type { StackValues } from '#tools/test/stack.ts';
import type { OwnDatabase } from './own-database.ts';

/** What worlds stand on: a PostgreSQL server with a migrated template, and a control plane. */
export interface Grounds
  extends Pick<StackValues, 'databaseAdminUrl' | 'adminKubeconfig' | 'provisionerKubeconfig'> {
  /** Only where nobody else uses it: then it may be killed. */
  controlPlane?: ControlPlane;
  /** The same of the PostgreSQL server. */
  database?: OwnDatabase;
}
