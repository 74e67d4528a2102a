import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Candidate } from '../../src/loop/types.ts';
import { changedText, splice } from './change.ts';
import type { RepairTask } from './corpus.ts';

/** Where the bug of a task is, so that what was tried can be compared with the patch its author would make. */
export interface Fault {
  /** Whether a candidate makes the sources what they were before the bug, but for white space and semicolons. */
  isReference(candidate: Candidate): boolean;
  /** Whether a candidate changes a line of the fault, or one next to it. */
  touches(candidate: Candidate): boolean;
}

interface File {
  readonly buggy: string;
  readonly correct: string;
  /** First and last line, 1-based, of each place of the bug in the buggy text. */
  readonly lines: readonly (readonly [first: number, last: number])[];
}

export function faultOf(task: RepairTask): Fault {
  const files = new Map<string, File>();
  for (const { file } of task.bug) if (!files.has(file)) files.set(file, fileOf(task, file));
  return {
    isReference: ({ edits }) => {
      if (files.size === 0 || new Set(edits.map((edit) => edit.path)).size !== files.size) return false;
      return edits.every((edit) => {
        const file = files.get(edit.path);
        if (file === undefined || edit.kind !== 'modify') return false;
        const mended = splice(file.buggy, edit.replacements);
        return mended.kind === 'changed' && squeezed(mended.text) === squeezed(file.correct);
      });
    },
    touches: ({ edits }) =>
      edits.some((edit) => {
        const file = files.get(edit.path);
        if (file === undefined || edit.kind !== 'modify') return false;
        return edit.replacements.some(({ start, end }) => {
          const [first, last] = [lineAt(file.buggy, start), lineAt(file.buggy, end)];
          return file.lines.some(([from, to]) => first <= to + 1 && last >= from - 1);
        });
      }),
  };
}

function fileOf(task: RepairTask, path: string): File {
  const correct = readFileSync(join(task.folder, path), 'utf8');
  const bug = task.bug.filter(({ file }) => file === path);
  const changed = changedText(correct, bug);
  const buggy = changed.kind === 'changed' ? changed.text : correct;
  let shift = 0;
  const lines = bug
    .map(({ find, replace }) => ({ at: correct.indexOf(find), find, replace }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, find, replace }) => {
      const start = at + shift;
      shift += replace.length - find.length;
      return [lineAt(buggy, start), lineAt(buggy, start + replace.trimEnd().length)] as const;
    });
  return { buggy, correct, lines };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function squeezed(text: string): string {
  return text.replace(/[\s;]+/g, '');
}
