import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { descendantsIn, killTree, processTable } from '../../../src/vscode/kill-tree.ts';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('ending a process that hangs', () => {
  it('finds everything below it, also in a table with a circle', () => {
    const table = processTable('    1     0\n   10     1\n   11    10\n   12    11\n   20     1\n garbage\n');
    expect(descendantsIn(table, 10)).toEqual([11, 12]);
    expect(descendantsIn([...table, { pid: 10, parent: 12 }], 10)).toEqual([11, 12]);
    expect(descendantsIn(table, 99)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')(
    'ends it with what it started, though both ignore every polite request',
    async () => {
      const stubborn = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`;
      const parent = `
        const { spawn } = require('node:child_process');
        const child = spawn(process.execPath, ['-e', ${JSON.stringify(stubborn)}], { detached: true });
        console.log(child.pid);
        ${stubborn}`;
      const root = spawn(process.execPath, ['-e', parent], { stdio: ['ignore', 'pipe', 'inherit'] });
      const child = Number(await new Promise((resolve) => root.stdout.once('data', resolve)));
      expect(isAlive(child)).toBe(true);
      const ended = new Promise((resolve) => root.once('exit', resolve));
      await killTree(root.pid ?? 0);
      await ended;
      for (let waited = 0; isAlive(child) && waited < 200; waited += 1)
        await new Promise((resolve) => setTimeout(resolve, 10));
      expect(isAlive(child)).toBe(false);
    },
  );
});
