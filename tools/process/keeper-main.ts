// Reads one recorded process a line, and kills those that still run when the pipe closes: its parent is gone.
import { createInterface } from 'node:readline';
import { type RecordedProcess, signalGroup } from './ledger.ts';
import { isSameProcess } from './start-time.ts';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
const kept: RecordedProcess[] = [];
for await (const line of createInterface({ input: process.stdin }))
  kept.push(JSON.parse(line) as RecordedProcess);
for (const one of kept.filter(isSameProcess)) signalGroup(one.pid, 'SIGKILL');
