import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../verify/scratch.ts';
import type { RepairTask } from './corpus.ts';
import { gist } from './judge.ts';
import { runFiles, runSuite, type SuiteEnd } from './suite.ts';
import { addHiddenTests, writeWorkspace } from './workspace.ts';

/**
 * Says what is wrong with a task, by running its tests: with the bug a visible test must fail, and the hidden ones of
 * a repairable task; with the reference patch all pass. Runs of the same reference are made once.
 */
export class CorpusCheck {
  readonly #references = new Map<string, Promise<readonly string[]>>();

  async faultsOf(task: RepairTask): Promise<readonly string[]> {
    const faults: string[] = [];
    await inWorkspace(task, 'bug', async (folder) => {
      if ((await runSuite(task.runner, folder)).passed)
        faults.push('all visible tests pass with the bug: nothing shows it');
      if (!task.repairable) return;
      addHiddenTests(task, folder);
      if ((await runFiles(task.runner, folder, task.hidden)).passed)
        faults.push('all hidden tests pass with the bug: they would judge any patch right');
    });
    if (!task.repairable) return faults;
    const key = JSON.stringify([task.folder, task.add, task.hidden]);
    const reference = this.#references.get(key) ?? referenceFaults(task);
    this.#references.set(key, reference);
    return [...faults, ...(await reference)];
  }
}

async function referenceFaults(task: RepairTask): Promise<readonly string[]> {
  const said = (what: string, { passed, output }: SuiteEnd): readonly string[] =>
    passed ? [] : [`${what} tests fail with the reference patch: ${gist(output)}`];
  return inWorkspace(task, 'reference', async (folder) => {
    const visible = said('visible', await runSuite(task.runner, folder));
    addHiddenTests(task, folder);
    return [...visible, ...said('hidden', await runFiles(task.runner, folder, task.hidden))];
  });
}

async function inWorkspace<T>(
  task: RepairTask,
  state: 'bug' | 'reference',
  act: (folder: string) => Promise<T>,
): Promise<T> {
  const scratch = scratchFolder('checked');
  try {
    const folder = join(scratch, task.project);
    mkdirSync(folder);
    writeWorkspace(task, folder, state);
    return await act(folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
