import { runProcess } from '#lib/process/run-process.ts';
import { startConformance } from './process.ts';
import { readSettings } from './settings.ts';

await runProcess('conformance', (env, log) => startConformance(readSettings(env), log));
