import { readdirSync, readFileSync } from 'node:fs';

/** A process as the system lists it. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  /** The group or session that it belongs to. */
  readonly group: number;
  readonly megabytes: number;
}

/** Every process number of a Linux system. */
export function processNumbers(): readonly number[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
}

/** The parent and the session of a process, or undefined when it is gone. */
export function originOf(pid: number): { readonly parent: number; readonly session: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold spaces: state, parent, group and session come after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), session: Number(fields[3]) };
  } catch {
    return undefined;
  }
}

/** Whether a process was started with this `NAME=value` in its environment. */
export function carries(pid: number, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(mark);
  } catch {
    // Gone meanwhile, or not ours to look at.
    return false;
  }
}

/** Resident megabytes of a process; undefined when it is gone or only waits to be buried. */
export function residentMegabytes(pid: number): number | undefined {
  return kilobytesIn(`/proc/${pid}/status`, 'VmRSS');
}

/** Its megabytes with what it shares divided among those that share it; undefined where the system does not tell. */
export function proportionalMegabytes(pid: number): number | undefined {
  return kilobytesIn(`/proc/${pid}/smaps_rollup`, 'Pss');
}

function kilobytesIn(file: string, field: string): number | undefined {
  try {
    const found = new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(readFileSync(file, 'latin1'));
    return found === null ? undefined : Number(found[1]) / 1024;
  } catch {
    return undefined;
  }
}

/** Reads what `ps -axo pid=,ppid=,pgid=,rss=` prints. */
export function readProcessList(text: string): readonly ProcessRow[] {
  return text.split('\n').flatMap((line) => {
    const [pid, parent, group, kilobytes] = line.trim().split(/\s+/).map(Number);
    if (!pid || parent === undefined || group === undefined || kilobytes === undefined) return [];
    return [pid, parent, group, kilobytes].some(Number.isNaN)
      ? []
      : [{ pid, parent, group, megabytes: kilobytes / 1024 }];
  });
}

/** The rows of a process and of all that descend from it or share its group. */
export function treeOf(root: number, rows: readonly ProcessRow[]): readonly ProcessRow[] {
  const members = new Set([root, ...rows.filter(({ group }) => group === root).map(({ pid }) => pid)]);
  // A parent may be listed after its child, so look until nothing is found.
  for (let size = -1; size !== members.size; ) {
    size = members.size;
    for (const { pid, parent } of rows) if (members.has(parent)) members.add(pid);
  }
  return rows.filter(({ pid }) => members.has(pid));
}
