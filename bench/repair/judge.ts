import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FileEdit } from '../../src/loop/types.ts';
import { scratchFolder } from '../verify/scratch.ts';
import type { RepairTask } from './corpus.ts';
import { runFiles, runSuite } from './suite.ts';
import { addHiddenTests, applyEdits, writeWorkspace } from './workspace.ts';

export interface Judgement {
  readonly visible: boolean;
  /** All visible and hidden tests pass. */
  readonly right: boolean;
  /** For a person: what failed. */
  readonly fault?: string;
}

/** Judges patches of one task by tests that the product never saw, run by the project's own runner. Remembers. */
export class PatchJudge {
  readonly #task: RepairTask;
  readonly #known = new Map<string, Judgement>();

  constructor(task: RepairTask) {
    this.#task = task;
  }

  async judge(edits: readonly FileEdit[]): Promise<Judgement> {
    const key = JSON.stringify(edits);
    const known = this.#known.get(key) ?? (await this.#judgeAnew(edits));
    this.#known.set(key, known);
    return known;
  }

  async #judgeAnew(edits: readonly FileEdit[]): Promise<Judgement> {
    const task = this.#task;
    const scratch = scratchFolder('judged');
    try {
      const folder = join(scratch, task.project);
      mkdirSync(folder);
      writeWorkspace(task, folder, 'bug');
      const misfit = applyEdits(folder, edits);
      if (misfit !== undefined) return { visible: false, right: false, fault: misfit };
      const visible = await runSuite(task.runner, folder);
      if (!visible.passed)
        return { visible: false, right: false, fault: `visible tests fail: ${gist(visible.output)}` };
      if (task.hidden.length === 0)
        return { visible: true, right: false, fault: `no patch is right: ${task.why ?? ''}` };
      addHiddenTests(task, folder);
      const hidden = await runFiles(task.runner, folder, task.hidden);
      if (hidden.passed) return { visible: true, right: true };
      return { visible: true, right: false, fault: `hidden tests fail: ${gist(hidden.output)}` };
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
}

/** The line of a runner's output that says most. */
export function gist(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const telling = lines.find((line) => /^(\w*(Error|Exception)\b|E {2,}|✗|×|not ok|FAIL)/.test(line));
  return (telling ?? lines.at(-1) ?? 'no output').slice(0, 200);
}
