// What a process uses, as Linux counts it.
import { readFileSync } from 'node:fs';

/** Memory in use now. 0: the system does not say. */
export function residentMebibytes(pid: number): number {
  return readStatus(pid, 'VmRSS');
}

/** The most it ever held. */
export function peakMebibytes(pid: number): number {
  return readStatus(pid, 'VmHWM');
}

/** Ticks of /proc/<pid>/stat, which Linux fixes at a hundred a second. */
const tickMilliseconds = 10;

/** Processor time since it began, in its own code and in the system's for it. */
export function cpuMilliseconds(pid: number): number {
  // The name of the program stands in parentheses and may hold spaces.
  const fields = readProcess(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * tickMilliseconds;
}

function readStatus(pid: number, field: string): number {
  const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(
    readProcess(pid, 'status'),
  )?.[1];
  return Number(kibibytes ?? 0) / 1024;
}

/** Empty when it has ended, or when this is not Linux. */
function readProcess(pid: number, file: 'stat' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
