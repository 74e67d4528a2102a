import { spawnSync } from 'node:child_process';
import { type Task, writeFiles } from './stream.ts';

/** Runs the tests of a task as its author would: whether they notice the mistake. */
export function caughtIn(folder: string): (task: Task) => boolean {
  return ({ files, path }) => {
    writeFiles(folder, files);
    const test = path.replace(/^src\/(.*)\.js$/, 'test/$1.test.js');
    return spawnSync(process.execPath, [test], { cwd: folder, stdio: 'ignore' }).status !== 0;
  };
}
