import { runProcess } from '#lib/process/run-process.ts';
import { startNotifier } from './process.ts';
import { readSettings } from './settings.ts';

await runProcess('notifier', (env, log) => startNotifier(readSettings(env), log));
