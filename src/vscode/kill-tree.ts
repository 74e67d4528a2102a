import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The processes below `root`, by a table of every process and its parent; the root itself is not among them. */
export function descendantsIn(
  table: readonly { readonly pid: number; readonly parent: number }[],
  root: number,
): readonly number[] {
  const children = new Map<number, number[]>();
  for (const { pid, parent } of table) children.set(parent, [...(children.get(parent) ?? []), pid]);
  const found: number[] = [];
  const seen = new Set([root]);
  const open = [root];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    for (const child of children.get(pid) ?? []) {
      // A table that was read while ids were given anew may hold a circle.
      if (seen.has(child)) continue;
      seen.add(child);
      found.push(child);
      open.push(child);
    }
  }
  return found;
}

/** What `ps -A -o pid=,ppid=` prints, as a table. */
export function processTable(text: string): readonly { readonly pid: number; readonly parent: number }[] {
  return [...text.matchAll(/^\s*(\d+)\s+(\d+)\s*$/gm)].map(([, pid, parent]) => ({
    pid: Number(pid),
    parent: Number(parent),
  }));
}

/**
 * Ends a process and all that it started, without asking any of them. For one that hangs; its folders are swept by
 * the next engine. Never throws.
 */
export async function killTree(root: number): Promise<void> {
  const run = promisify(execFile);
  if (process.platform === 'win32') {
    await run('taskkill', ['/PID', String(root), '/T', '/F']).catch(() => undefined);
    return;
  }
  // Stopped first, so that it starts nothing while the others are counted.
  signal(root, 'SIGSTOP');
  const listed = await run('ps', ['-A', '-o', 'pid=,ppid='], { maxBuffer: 16 * 1024 * 1024 }).catch(
    () => undefined,
  );
  const below = descendantsIn(processTable(listed?.stdout ?? ''), root);
  for (const pid of [root, ...below]) signal(pid, 'SIGKILL');
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone already.
  }
}
