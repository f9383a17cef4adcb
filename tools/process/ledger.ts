import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { until } from '#tools/test/until.ts';
import { isSameProcess, processStartTime } from './start-time.ts';

/** A process as it was when it was spawned: enough to find it again, and never a stranger. */
export interface RecordedProcess {
  name: string;
  pid: number;
  startedAt: string;
}

interface LedgerFile {
  owner: RecordedProcess;
  children: RecordedProcess[];
}

/** The list of children on disk, so that a start after `kill -9` can end what the last one left behind. */
export interface Ledger {
  record: (name: string, pid: number) => void;
  forget: (pid: number) => void;
  /** Kills every recorded child that still runs, with its process group. */
  killAll: () => void;
}

/** Begins a ledger owned by this process; whatever the file held before is lost, so end that first. */
export function openLedger(path: string): Ledger {
  const content: LedgerFile = { owner: describeProcess('owner', process.pid), children: [] };
  const save = () => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(content, null, 2));
    renameSync(`${path}.new`, path);
  };
  save();
  return {
    record: (name, pid) => {
      content.children.push(describeProcess(name, pid));
      save();
    },
    forget: (pid) => {
      content.children = content.children.filter((child) => child.pid !== pid);
      save();
    },
    killAll: () => {
      for (const child of content.children.filter(isSameProcess)) signalGroup(child.pid, 'SIGKILL');
    },
  };
}

/** The process that owns the ledger, if it still runs. */
export function livingOwner(path: string): RecordedProcess | undefined {
  const owner = readLedger(path)?.owner;
  return owner && isSameProcess(owner) ? owner : undefined;
}

/** Ends every recorded child that still runs, with its process group; returns their names. */
export async function endRecorded(path: string): Promise<string[]> {
  const left = (readLedger(path)?.children ?? []).filter(isSameProcess);
  for (const child of left) signalGroup(child.pid, 'SIGTERM');
  const gone = () => left.every((child) => !isSameProcess(child));
  try {
    await until(gone, { deadlineMs: 4000, what: 'processes of the last start to end' });
  } catch {
    for (const child of left.filter(isSameProcess)) signalGroup(child.pid, 'SIGKILL');
    await until(gone, { deadlineMs: 4000, what: 'processes of the last start to be killed' });
  }
  return left.map((child) => child.name);
}

/** Signals a process and, where it leads one, its group; a process that is gone already is no error. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal);
      return;
    } catch {
      // No such group or process: try the next, and if both are gone there is nothing to do.
    }
  }
}

/** The process with this pid as it is now, to find it again later. */
export function describeProcess(name: string, pid: number): RecordedProcess {
  return { name, pid, startedAt: processStartTime(pid) ?? 'unknown' };
}

function readLedger(path: string): LedgerFile | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as LedgerFile;
  } catch {
    return undefined;
  }
}
