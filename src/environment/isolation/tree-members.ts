import { carries, originOf, proportionalMegabytes, residentMegabytes } from './process-table.ts';

/** What a tree of processes uses at one moment. */
export interface TreeUse {
  readonly processes: number;
  readonly megabytes: number;
}

/**
 * The processes of one tree on Linux: in its session, started by one of its members, or carrying its mark, so that a
 * daemon that left both is counted too. Each process is looked at in full once, when it is first seen.
 */
export class TreeMembers {
  readonly #root: number;
  readonly #mark: string;
  #known = new Map<number, boolean>();

  /** @param mark the `NAME=value` that the tree was started with */
  constructor(root: number, mark: string) {
    this.#root = root;
    this.#mark = mark;
  }

  /** Looks again, given every process there is. */
  update(pids: readonly number[]): TreeUse {
    const known = new Map<number, boolean>();
    let megabytes = 0;
    let processes = 0;
    for (const pid of pids) {
      const isMember = this.#known.get(pid) ?? this.#belongs(pid, known);
      known.set(pid, isMember);
      if (!isMember) continue;
      const resident = residentMegabytes(pid);
      if (resident === undefined) continue;
      processes += 1;
      megabytes += resident;
    }
    this.#known = known;
    return { processes, megabytes };
  }

  /** Megabytes with shared pages counted once: a forked worker shares most of its memory with its parent. */
  unsharedMegabytes(): number {
    return [...this.#known]
      .filter(([, isMember]) => isMember)
      .reduce((sum, [pid]) => sum + (proportionalMegabytes(pid) ?? residentMegabytes(pid) ?? 0), 0);
  }

  #belongs(pid: number, known: ReadonlyMap<number, boolean>): boolean {
    if (pid === this.#root) return true;
    const origin = originOf(pid);
    if (origin === undefined) return false;
    if (origin.session === this.#root) return true;
    if (known.get(origin.parent) === true || this.#known.get(origin.parent) === true) return true;
    return carries(pid, this.#mark);
  }
}
