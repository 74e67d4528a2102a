import { execFileSync, spawn } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readProcessList, treeOf } from '../../../src/environment/isolation/process-table.ts';

describe('the list that ps prints', () => {
  it('is read whatever it holds', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(readProcessList(text))));
    expect(readProcessList('  1   0   1  2048\n\n 12 1 12 1024\nheader is no row x\n 13 12\n')).toEqual([
      { pid: 1, parent: 0, group: 1, megabytes: 2 },
      { pid: 12, parent: 1, group: 12, megabytes: 1 },
    ]);
  });

  it('of this system holds this process and its child', async () => {
    const child = spawn('sleep', ['30'], { stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    await new Promise((done) => child.once('spawn', done));
    const rows = readProcessList(execFileSync('ps', ['-axo', 'pid=,ppid=,pgid=,rss='], { encoding: 'utf8' }));
    const tree = treeOf(process.pid, rows);
    expect(tree.map(({ pid }) => pid)).toContain(child.pid);
    expect(tree.find(({ pid }) => pid === process.pid)?.megabytes).toBeGreaterThan(10);
  });
});

describe('a tree of processes', () => {
  const row = (pid: number, parent: number, group = pid) => ({ pid, parent, group, megabytes: 1 });

  it('has those that descend from it in any order, and those of its group whose parent is gone', () => {
    const rows = [row(9, 8), row(8, 5), row(5, 1), row(7, 1, 5), row(6, 1), row(4, 6)];
    expect(treeOf(5, rows).map(({ pid }) => pid)).toEqual([9, 8, 5, 7]);
  });
});
