import { collectDefaultMetrics, Registry } from 'prom-client';
import { startHealthServer } from './health-server.ts';
import { createWatchdog, type Watchdog } from './watchdog.ts';

/** What a service gets from its host. */
export interface Host {
  /** Its metrics go in here, beside those of the process itself. */
  registry: Registry;
  /** Its loops are watched by this; what is stuck makes the process unfit to live. */
  watchdog: Watchdog;
}

/** A service at work. */
export interface Service {
  /** What stands in the way of its work right now, in words; nothing when all is well. */
  unready: () => string[];
  stop: () => Promise<void>;
}

/** A service behind its health server. */
export interface HostedService {
  metricsPort: number;
  stop: () => Promise<void>;
}

/**
 * Runs a service behind its health server, which answers from before its start until after its end: alive all the
 * time, ready only in between. Rejects, and leaves nothing open, where the service can't begin.
 */
export async function hostService(
  { host, metricsPort }: { host: string; metricsPort: number },
  begin: (host: Host) => Promise<Service>,
): Promise<HostedService> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const watchdog = createWatchdog();
  let unready: Service['unready'] = () => ['it is starting'];
  const health = await startHealthServer(host, metricsPort, {
    stuck: watchdog.stuck,
    unready: () => unready(),
    metrics: () => registry.metrics(),
  });
  try {
    const service = await begin({ registry, watchdog });
    unready = service.unready;
    return {
      metricsPort: health.port,
      stop: async () => {
        unready = () => ['it is ending'];
        await service.stop();
        await health.stop();
      },
    };
  } catch (error) {
    await health.stop();
    throw error;
  }
}
