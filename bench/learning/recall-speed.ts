import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printHandbook } from '../../src/handbook/markdown.ts';
import { openHandbook } from '../../src/handbook/store.ts';
import type { Behavior, Survey, Task } from '../../src/loop/types.ts';

const BEHAVIORS = 1000;
const ROUNDS = 30;

/** Milliseconds to recall from a handbook of 1,000 behaviors with evidence: first in a process, and the median after. */
export async function recallSpeed(): Promise<{ readonly first: number; readonly median: number }> {
  const root = mkdtempSync(join(tmpdir(), 'credence-recall-'));
  try {
    const folder = join(root, 'work', '.credence');
    mkdirSync(folder, { recursive: true });
    const workspaceFile = join(folder, 'handbook.md');
    writeFileSync(workspaceFile, printHandbook(Array.from({ length: BEHAVIORS }, behaviorAt)));
    const handbook = await openHandbook({ workspaceFile, stateFolder: join(root, 'state') });
    const times: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const began = performance.now();
      await handbook.recall({ ...TASK, seed: round }, SURVEY);
      times.push(performance.now() - began);
    }
    const [first = 0, ...others] = times;
    return { first, median: others.toSorted((a, b) => a - b)[ROUNDS / 2] ?? 0 };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function behaviorAt(_: unknown, index: number): Behavior {
  const arm = (solved: number) => ({ solved, failed: index % 3, candidates: 10 + (index % 90), spread: 2 });
  const tally = { used: arm(8 + (index % 7)), withheld: arm(2) };
  return {
    name: `behavior-${index}`,
    // One in twenty matches the failure.
    trigger: { taskKind: 'failing-test', signature: `expected # to be # (${index % 20})` },
    instruction: 'Try it early; it was what mended the last one.',
    prefer: `template-repair:part-${index % 40}`,
    status: index % 2 === 0 ? 'active' : 'trial',
    evidence: {
      usedSolved: tally.used.solved,
      usedFailed: tally.used.failed,
      withheldSolved: 2,
      withheldFailed: tally.withheld.failed,
    },
    tallies: { 'a1b2c3d4 2026-05': tally },
    sources: ['20260501120000-aaaaaaaa'],
  };
}

const TASK: Task = {
  id: 'task',
  request: 'Make the failing tests pass',
  focus: { kind: 'workspace' },
  budget: { seconds: 1, candidates: 1, tokens: 0, dollars: 0 },
  seed: 1,
};

const SURVEY: Survey = {
  project: 'bench',
  languages: ['javascript'],
  rungs: [],
  fileCount: 1,
  diagnostics: [],
  tests: {
    status: 'ran',
    results: [
      {
        id: 'a.test.js::fails',
        file: 'a.test.js',
        name: 'fails',
        status: 'failed',
        message: 'expected 3 to be 4 (7)',
        frames: [],
      },
    ],
    fileErrors: [],
    evidence: { command: ['node', '--test'], exitCode: 1, seconds: 1, tail: '' },
  },
  flaky: [],
  obstacles: [],
  seconds: 1,
};
