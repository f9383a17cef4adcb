import { runProcess } from '#lib/process/run-process.ts';
import { startProvisioner } from './provisioner.ts';
import { readSettings } from './settings.ts';

await runProcess('provisioner', (env, log) => startProvisioner(readSettings(env), log));
