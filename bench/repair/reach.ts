import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { composeSkills } from '../../src/engine/skills.ts';
import { contextOf } from '../../src/engine/workspace.ts';
import { createEnvironment, type WorkspaceEnvironment } from '../../src/environment/environment.ts';
import type { Proposer, Situation, Suspect } from '../../src/loop/ports.ts';
import { chooseTarget } from '../../src/loop/target.ts';
import type { Candidate, Task } from '../../src/loop/types.ts';
import { Syntax } from '../../src/syntax/syntax.ts';
import { scratchFolder } from '../verify/scratch.ts';
import type { RepairTask } from './corpus.ts';
import { type Fault, faultOf } from './reference.ts';
import { commitAll, writeWorkspace } from './workspace.ts';

const MOST_IDEAS = 20_000;
const MOST_SECONDS = 30;
const REQUEST = 'Make the failing tests pass';

/** How far the ideas reach, however long it would take to try them. */
export interface Reach {
  readonly task: RepairTask;
  readonly suspects: number;
  /** 1-based place of the first suspect that holds a line of the fault. */
  readonly suspectRank?: number;
  readonly ideas: number;
  /** More ideas would have come: the time or the number was up. */
  readonly cut: boolean;
  /** 1-based place of the first idea that changes a line of the fault, or one next to it. */
  readonly nearRank?: number;
  /** 1-based place of the reference patch among the ideas of its skill. */
  readonly referenceRank?: number;
  /** The skill's share of belief in the reference patch. */
  readonly referenceShare?: number;
  /** Why nothing could be looked at. */
  readonly problem?: string;
}

const dist = resolve(import.meta.dirname, '../../dist');
const syntax = new Syntax({
  runtime: join(dist, 'grammars/tree-sitter.wasm'),
  folder: join(dist, 'grammars'),
});

/** Measures a task's project as the product does, and asks its skills for all their ideas, trying none. */
export async function reachOf(repair: RepairTask, signal: AbortSignal): Promise<Reach> {
  const scratch = realpathSync(scratchFolder(repair.id));
  const folder = join(scratch, repair.project);
  try {
    mkdirSync(folder);
    writeWorkspace(repair, folder, 'bug');
    await commitAll(folder);
    const environment = await createEnvironment({
      folder,
      overlays: [],
      trusted: true,
      syntax,
      programs: programs(),
      signal,
    });
    try {
      return await explore(repair, environment, signal);
    } finally {
      await environment.dispose();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function programs() {
  return {
    javascript: join(dist, 'warm-javascript.cjs'),
    python: join(dist, 'python'),
    types: join(dist, 'types.mjs'),
    typescript: dirname(createRequire(import.meta.url).resolve('typescript-native/package.json')),
  };
}

async function explore(
  repair: RepairTask,
  environment: WorkspaceEnvironment,
  signal: AbortSignal,
): Promise<Reach> {
  const task: Task = {
    id: 'reach',
    request: REQUEST,
    focus: { kind: 'workspace' },
    budget: { seconds: 600, candidates: MOST_IDEAS, tokens: 0, dollars: 0 },
    seed: 1,
  };
  const survey = await environment.survey(task, signal);
  const context = contextOf(environment, syntax, signal);
  const choice = chooseTarget(task, survey, await context.mentions(task, survey));
  if (choice.kind !== 'target')
    return { task: repair, suspects: 0, ideas: 0, cut: false, problem: choice.kind };
  const { target } = choice;
  const suspects = await context.suspects(task, survey, target);
  const remaining = { seconds: 600, tokens: 0, dollars: 0 };
  const situation = { task, survey, target, suspects, behaviors: [], beliefs: {}, steps: [], remaining };
  const fault = faultOf(repair);
  const place = suspects.findIndex((suspect) => fault.touches(wholeOf(suspect)));
  return {
    task: repair,
    suspects: suspects.length,
    ...(place === -1 ? {} : { suspectRank: place + 1 }),
    ...(await ideasOf(situation, composeSkills({}, environment, syntax), fault, signal)),
  };
}

/** The ideas of each skill in its own order; the reference patch counts where it is nearest to the front. */
async function ideasOf(
  situation: Situation,
  proposer: Proposer,
  fault: Fault,
  signal: AbortSignal,
): Promise<Pick<Reach, 'ideas' | 'cut' | 'nearRank' | 'referenceRank' | 'referenceShare'>> {
  const until = performance.now() + MOST_SECONDS * 1000;
  let ideas = 0;
  let cut = false;
  let near: number | undefined;
  for (const { name, suits } of proposer.skills) {
    if (suits(situation).fit <= 0) continue;
    for (let rank = 1; ; rank += 1) {
      if (rank > MOST_IDEAS || performance.now() >= until) {
        cut = true;
        break;
      }
      const proposal = await proposer.propose(name, situation, signal);
      if (proposal.kind === 'exhausted') break;
      if (proposal.kind !== 'candidate') continue;
      ideas += 1;
      const { candidate } = proposal;
      if (fault.touches(candidate)) near = Math.min(near ?? rank, rank);
      if (fault.isReference(candidate))
        return {
          ideas,
          cut,
          referenceRank: rank,
          referenceShare: candidate.share,
          ...(near === undefined ? {} : { nearRank: near }),
        };
    }
  }
  return { ideas, cut, ...(near === undefined ? {} : { nearRank: near }) };
}

/** A suspect as a candidate that replaces all of it, to ask whether it holds the fault. */
function wholeOf({ path, start, end }: Suspect): Candidate {
  const edits = [{ kind: 'modify' as const, path, replacements: [{ start, end, text: '' }] }];
  return { id: '', skills: ['suspect'], title: '', edits, share: 0, why: '' };
}

export function reachLine({
  cut,
  task,
  suspects,
  suspectRank,
  ideas,
  nearRank,
  referenceRank,
  referenceShare,
  problem,
}: Reach): string {
  const name = `${task.language}/${task.project}/${task.id} (${task.kind})`;
  if (problem !== undefined) return `problem   ${name}: ${problem}`;
  const found =
    referenceRank === undefined
      ? `not among ${cut ? 'the first ' : ''}${ideas}`
      : `idea ${referenceRank}, share ${(100 * (referenceShare ?? 0)).toFixed(2)}%`;
  return `${found.padEnd(26)} suspect ${suspectRank ?? 'none'} of ${suspects}, near from ${nearRank ?? 'never'}  ${name}`;
}
