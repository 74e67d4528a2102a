import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { everything } from '../../bench/isolation/everything.ts';
import { BROKEN, project, RUNNERS } from '../scenarios/support/projects.ts';
import { bundlesTheTerminal, scratch, start } from '../scenarios/support/terminal.ts';

function git(folder: string, ...args: string[]): string {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...who, ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A repository in the middle of work: a stash, another branch, a tag, staged, unstaged, deleted and untracked files. */
function inTheMiddleOfWork(files: Readonly<Record<string, string>>): string {
  const folder = project({
    ...files,
    '.gitignore': 'node_modules\nignored.txt\n',
    'gone.txt': 'g',
    'half.txt': '1',
  });
  git(folder, 'init', '-q');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'first');
  git(folder, 'tag', 'v1');
  git(folder, 'branch', 'other');
  writeFileSync(join(folder, 'half.txt'), 'stashed');
  git(folder, 'stash');
  writeFileSync(join(folder, 'half.txt'), '2');
  git(folder, 'add', 'half.txt');
  writeFileSync(join(folder, 'half.txt'), '3');
  rmSync(join(folder, 'gone.txt'));
  writeFileSync(join(folder, 'untracked.txt'), 'u');
  writeFileSync(join(folder, 'ignored.txt'), 'i');
  return folder;
}

describe('a whole episode', () => {
  bundlesTheTerminal();

  it.each([
    ['JavaScript', BROKEN],
    ['Python', RUNNERS.unittest],
  ])(
    'leaves HEAD, index, stash, refs and files of a %s project as they were, to the byte and the time',
    async (_name, files) => {
      const folder = inTheMiddleOfWork(files);
      const temporary = mkdtempSync(join(scratch, 'temporary-'));
      const told = (): readonly string[] =>
        [
          ['rev-parse', 'HEAD'],
          ['symbolic-ref', 'HEAD'],
          ['for-each-ref'],
          ['stash', 'list'],
          ['--no-optional-locks', 'status', '--porcelain=v2', '--ignored'],
        ].map((args) => git(folder, ...args));
      const saidBefore = told();
      const before = everything(folder);
      const running = start([folder, '--budget-seconds', '90'], { temporary });
      const ended = await running.ended;
      expect(ended.outcome?.verdict, ended.stderr).toBe('solved');
      expect(everything(folder)).toEqual(before);
      expect(told()).toEqual(saidBefore);
      expect(running.leftovers()).toEqual([]);
    },
  );
});
