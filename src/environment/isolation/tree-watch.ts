import { execFile } from 'node:child_process';
import { type TreeLimits, WATCH_MS } from './limits.ts';
import { processNumbers, readProcessList, treeOf } from './process-table.ts';
import { TreeMembers, type TreeUse } from './tree-members.ts';

/** Where `ps` has to be started for each look, looks are rarer. */
const PS_MS = 1000;

/** A limit that a tree went over, with a sentence for a person. */
export interface Excess {
  readonly limit: 'memory' | 'processes' | 'disk';
  readonly reason: string;
}

interface Watched {
  readonly root: number;
  readonly members: TreeMembers;
  readonly limits: Pick<TreeLimits, 'memoryMegabytes' | 'processes'>;
  readonly onExcess: (excess: Excess) => void;
  use: TreeUse;
}

export interface Watch {
  /** Resident megabytes of the tree at the last look. */
  megabytes(): number;
  stop(): void;
}

const watched = new Set<Watched>();
let timer: NodeJS.Timeout | undefined;

/** Looks at a tree's memory and processes now and then, and says when it holds more than its limits allow. */
export function watchTree(
  root: number,
  mark: string,
  limits: Watched['limits'],
  onExcess: (excess: Excess) => void,
): Watch {
  const one: Watched = {
    root,
    members: new TreeMembers(root, mark),
    limits,
    onExcess,
    use: { processes: 1, megabytes: 0 },
  };
  watched.add(one);
  if (process.platform !== 'win32') {
    // All trees share one look at the system.
    timer ??= setInterval(look, process.platform === 'linux' ? WATCH_MS : PS_MS).unref();
  }
  return {
    megabytes: () => one.use.megabytes,
    stop: () => {
      watched.delete(one);
      if (watched.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
  };
}

function look(): void {
  if (process.platform === 'linux') {
    const pids = processNumbers();
    for (const one of watched) judge(one, one.members.update(pids), () => one.members.unsharedMegabytes());
    return;
  }
  execFile('ps', ['-axo', 'pid=,ppid=,pgid=,rss='], { timeout: PS_MS }, (error, stdout) => {
    if (error !== null) return;
    const rows = readProcessList(stdout);
    for (const one of watched) {
      const tree = treeOf(one.root, rows);
      const megabytes = tree.reduce((sum, row) => sum + row.megabytes, 0);
      judge(one, { processes: tree.length, megabytes }, () => megabytes);
    }
  });
}

function judge(one: Watched, use: TreeUse, unshared: () => number): void {
  const { limits } = one;
  one.use = use;
  if (use.processes > limits.processes) {
    one.onExcess({ limit: 'processes', reason: `it started more than ${limits.processes} processes` });
  } else if (use.megabytes > limits.memoryMegabytes && unshared() > limits.memoryMegabytes) {
    one.onExcess({
      limit: 'memory',
      reason: `it used more than ${Math.round(limits.memoryMegabytes)} MB of memory`,
    });
  }
}
