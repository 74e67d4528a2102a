import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { caughtIn } from '../learning/caught.ts';
import { keepIfMeant, type Played, playedOf } from '../learning/play.ts';
import { KINDS } from '../learning/recipes.ts';
import { type Files, makeStream, type Task, writeFiles } from '../learning/stream.ts';
import { commitAll } from '../repair/workspace.ts';
import { scratchFolder } from '../verify/scratch.ts';
import { playRepair, type RepairVariant, SLIPS_VARIANTS, STREAM_VARIANTS } from './repair-world.ts';

export interface RepairResult {
  readonly name: string;
  readonly tasks: number;
  readonly solved: number;
  /** Of those solved, how many ended with the very code that the person had meant. */
  readonly meant: number;
  /** Candidates of a task, rivals of the kept one included, and until the kept one; means over all tasks. */
  readonly candidates: number;
  readonly untilKept: number;
  /** Mean over the solved tasks. */
  readonly credence: number;
}

/** Seconds that one task may take. */
const SECONDS = 60;

/** Mistakes that recur in one workspace, each variant learning from its own way through the same tasks. */
export async function ablateHabits(
  seed: number,
  length: number,
  tell: Tell,
): Promise<readonly RepairResult[]> {
  const { tasks, workspace } = makeStream(seed, KINDS, length, caughtIn(scratchFolder('check')));
  return await each(STREAM_VARIANTS, workspace, tasks, { seed, keeps: true }, tell);
}

/** Two mistakes at once in one module, each task by itself. */
export async function ablateHalves(
  seed: number,
  length: number,
  tell: Tell,
): Promise<readonly RepairResult[]> {
  const { tasks: singles, workspace } = makeStream(seed, KINDS, 6 * length, caughtIn(scratchFolder('check')));
  const tasks = singles.flatMap((one, at) => {
    const other = singles.slice(at + 1).find(({ kind, path }) => kind !== one.kind && path === one.path);
    const both = other === undefined ? undefined : together(one, other, workspace);
    return both === undefined ? [] : [both];
  });
  const distinct = [...new Map(tasks.map((task) => [task.files.get(task.path), task])).values()];
  return await each(SLIPS_VARIANTS, workspace, distinct.slice(0, length), { seed, keeps: false }, tell);
}

type Tell = (variant: string, task: number, played: Played) => void;

/** Both changes of one file; undefined where they touch. */
function together(one: Task, other: Task, workspace: Files): Task | undefined {
  const sound = workspace.get(one.path) ?? '';
  const changes = [one, other].map(({ files }) => changeOf(sound, files.get(one.path) ?? ''));
  const [first, second] = changes.toSorted((a, b) => a.start - b.start);
  if (first === undefined || second === undefined || first.end >= second.start) return undefined;
  const between = sound.slice(first.end, second.start);
  const text = `${sound.slice(0, first.start)}${first.text}${between}${second.text}${sound.slice(second.end)}`;
  const files = new Map([...workspace, [one.path, text]]);
  return { kind: `${one.kind} and ${other.kind}`, path: one.path, files };
}

/** What tells a text from the sound one. */
function changeOf(
  sound: string,
  wrong: string,
): { readonly start: number; readonly end: number; readonly text: string } {
  const most = Math.min(sound.length, wrong.length);
  let head = 0;
  while (head < most && sound[head] === wrong[head]) head += 1;
  let tail = 0;
  while (tail < most - head && sound.at(-1 - tail) === wrong.at(-1 - tail)) tail += 1;
  return { start: head, end: sound.length - tail, text: wrong.slice(head, wrong.length - tail) };
}

async function each(
  variants: readonly RepairVariant[],
  workspace: Files,
  tasks: readonly Task[],
  { seed, keeps }: { readonly seed: number; readonly keeps: boolean },
  tell: Tell,
): Promise<readonly RepairResult[]> {
  const results: RepairResult[] = [];
  for (const variant of variants) {
    const home = scratchFolder('ablation');
    const folder = join(home, 'project');
    const stateFolder = join(home, 'state');
    mkdirSync(folder, { recursive: true });
    writeFiles(folder, workspace);
    await commitAll(folder);
    const played: Played[] = [];
    let meant = 0;
    for (const [at, task] of tasks.entries()) {
      if (!keeps) rmSync(stateFolder, { recursive: true, force: true });
      writeFiles(folder, task.files);
      const events = await playRepair({ folder, stateFolder }, variant, { seconds: SECONDS, seed });
      const one = playedOf(task.kind, events, Number.NaN, undefined);
      played.push(one);
      if (await keepIfMeant(events, task, workspace, { folder, stateFolder })) meant += 1;
      tell(variant.name, at, one);
    }
    rmSync(home, { recursive: true, force: true });
    const solved = played.filter((one) => one.solved);
    const mean = (all: readonly Played[], pick: (one: Played) => number): number =>
      all.reduce((sum, one) => sum + pick(one), 0) / Math.max(1, all.length);
    results.push({
      ...{ name: variant.name, tasks: played.length, solved: solved.length, meant },
      candidates: mean(played, ({ candidates }) => candidates),
      untilKept: mean(solved, ({ untilKept }) => untilKept),
      credence: mean(solved, ({ credence }) => credence),
    });
  }
  return results;
}
