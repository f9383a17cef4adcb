import { readdirSync, readFileSync } from 'node:fs';

const millisecondsATick = 10;

/** Milliseconds of processor time, user and system together, of a process, its children and those that have ended. */
export function cpuMsOf(pid: number): number {
  const own = statOf(pid);
  const children = childrenOf(pid).map((child) => statOf(child)?.ownTicks ?? 0);
  const ticks = (own?.ownTicks ?? 0) + (own?.endedTicks ?? 0) + children.reduce((sum, each) => sum + each, 0);
  return ticks * millisecondsATick;
}

/** Resident memory of a process in MB: now, and at its highest since it began. */
export function memoryOf(pid: number): { nowMb: number; peakMb: number } {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]) / 1024;
  return { nowMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') };
}

interface Stat {
  parent: number;
  ownTicks: number;
  /** Of children that have ended and were waited for. */
  endedTicks: number;
}

function childrenOf(pid: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((each) => statOf(each)?.parent === pid);
}

// Null for a process that has just ended.
function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces; what follows it begins with the third field.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const at = (field: number) => fields[field - 3] ?? 0;
    return { parent: at(4), ownTicks: at(14) + at(15), endedTicks: at(16) + at(17) };
  } catch {
    return null;
  }
}
