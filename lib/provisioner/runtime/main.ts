import { pino } from 'pino';
import { startProvisioner } from './provisioner.ts';
import { readSettings } from './settings.ts';

const log = pino({ name: 'provisioner', level: process.env.LOG_LEVEL ?? 'info' });

try {
  const provisioner = await startProvisioner(readSettings(process.env), log);
  const end = (name: string) => {
    log.info({ signal: name }, 'ending');
    provisioner.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'did not end cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => end('SIGTERM'));
  process.once('SIGINT', () => end('SIGINT'));
} catch (error) {
  log.fatal({ err: error }, 'the provisioner could not start');
  process.exitCode = 1;
}
