import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { FileEdit } from '../../src/loop/types.ts';
import { plainEnvironment, runCommand } from '../verify/command.ts';
import { changedText, splice } from './change.ts';
import type { RepairTask } from './corpus.ts';

const packages = resolve(import.meta.dirname, '../../node_modules');
const NOT_PART_OF_IT = /^(hidden|tasks\.json|node_modules|__pycache__|\.pytest_cache|\.git)$/;

/** Writes the project of a task: with its bug, or as the reference patch leaves it. Hidden tests are not in it. */
export function writeWorkspace(task: RepairTask, folder: string, state: 'bug' | 'reference'): void {
  cpSync(task.folder, folder, {
    recursive: true,
    filter: (source) => !NOT_PART_OF_IT.test(relative(task.folder, source)) && !/__pycache__/.test(source),
  });
  for (const [path, text] of Object.entries(task.add)) write(folder, path, text);
  if (state === 'bug') {
    for (const file of new Set(task.bug.map((change) => change.file))) {
      const changed = changedText(
        readFileSync(join(folder, file), 'utf8'),
        task.bug.filter((change) => change.file === file),
      );
      if (changed.kind === 'refused') throw new Error(`${task.project}/${task.id}: ${changed.reason}`);
      write(folder, file, changed.text);
    }
  }
  if (task.language === 'typescript') symlinkSync(packages, join(folder, 'node_modules'));
}

/** Makes it a repository with one commit, as a person's project is one. */
export async function commitAll(folder: string): Promise<void> {
  const git = async (...args: readonly string[]): Promise<void> => {
    const { exitCode, output } = await runCommand(['git', ...args], {
      cwd: folder,
      limitSeconds: 30,
      env: { ...plainEnvironment(), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    });
    if (exitCode !== 0) throw new Error(`git ${args[0]} failed in ${folder}: ${output.trim()}`);
  };
  await git('init', '--quiet', '--initial-branch=main');
  writeFileSync(join(folder, '.git/info/exclude'), 'node_modules\n__pycache__/\n');
  await git('add', '--all');
  await git('-c', 'user.name=bench', '-c', 'user.email=bench@localhost', 'commit', '--quiet', '-m', 'first');
}

export function addHiddenTests(task: RepairTask, folder: string): void {
  for (const file of task.hidden)
    write(folder, file, readFileSync(join(task.folder, 'hidden', file), 'utf8'));
}

/** Applies a patch of the product; what does not fit is a fault of the patch, said in a sentence. */
export function applyEdits(folder: string, edits: readonly FileEdit[]): string | undefined {
  for (const edit of edits) {
    const path = join(folder, edit.path);
    if (relative(folder, path).startsWith('..')) return `${edit.path} leads out of the project`;
    if (edit.kind === 'create') write(folder, edit.path, edit.text);
    else if (!existsSync(path)) return `${edit.path} is not there`;
    else if (edit.kind === 'delete') rmSync(path);
    else {
      const changed = splice(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''), edit.replacements);
      if (changed.kind === 'refused') return `${edit.path}: ${changed.reason}`;
      writeFileSync(path, changed.text);
    }
  }
  return undefined;
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
