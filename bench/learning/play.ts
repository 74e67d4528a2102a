import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { takeLessons } from '../../src/engine/handbook.ts';
import { recordFate } from '../../src/engine/survival.ts';
import type { TraceEvent } from '../../src/loop/events.ts';
import { askProduct } from '../repair/product.ts';
import { commitAll } from '../repair/workspace.ts';
import { scratchFolder } from '../verify/scratch.ts';
import { type Files, type makeStream, type Task, writeFiles } from './stream.ts';

/** With what was learned from the tasks before, or with none of it. */
export type ArmName = 'on' | 'off';

/** How the product did on one task of a stream. */
export interface Played {
  readonly kind: string;
  readonly verdict: string;
  readonly solved: boolean;
  /** Candidates tried, rivals of the kept one included. */
  readonly candidates: number;
  /** Candidates until the one that was kept. */
  readonly untilKept: number;
  /** Of the episode, from its first event to its outcome. */
  readonly seconds: number;
  /** Of them, those spent on candidates: without measuring the untouched project. */
  readonly searching: number;
  /** Processor seconds of the product and of all that it started; NaN where the system does not tell. */
  readonly processor: number;
  readonly credence: number;
  /** Behaviors that were used and withheld. */
  readonly used: number;
  readonly withheld: number;
  readonly trouble?: string;
}

/**
 * Plays a stream with the built product, each task in both arms one after the other, so that what else the machine does
 * falls on both. The arm that learns keeps its state folder and its handbook; the other one loses both before every task.
 * There the person who made the mistake takes a patch that is what they had meant, and leaves it as it is; of any other patch
 * nothing is said.
 */
export async function play(
  { tasks, workspace }: ReturnType<typeof makeStream>,
  options: { readonly cli: string; readonly seed: number; readonly seconds: number; readonly only?: ArmName },
  tell: (arm: ArmName, index: number, played: Played) => void,
): Promise<Readonly<Record<ArmName, readonly Played[]>>> {
  const home = scratchFolder('stream');
  const results: Record<ArmName, Played[]> = { on: [], off: [] };
  const arms = (['off', 'on'] as const).filter((arm) => options.only === undefined || options.only === arm);
  for (const arm of arms) {
    const folder = join(home, arm, 'project');
    mkdirSync(folder, { recursive: true });
    writeFiles(folder, workspace);
    await commitAll(folder);
  }
  for (const [index, task] of tasks.entries()) {
    // Each arm is first as often as the other: whoever is second finds the machine's caches warm.
    for (const arm of index % 2 === 0 ? arms : arms.toReversed()) {
      const folder = join(home, arm, 'project');
      const stateFolder = join(home, arm, 'state');
      if (arm === 'off') {
        rmSync(stateFolder, { recursive: true, force: true });
        rmSync(join(folder, '.credence'), { recursive: true, force: true });
      }
      const temporary = join(home, arm, 'temporary');
      mkdirSync(temporary, { recursive: true });
      writeFiles(folder, task.files);
      const { seed, seconds, cli } = options;
      const before = processorSeconds();
      const answer = await askProduct({ cli, folder, stateFolder, temporary, seconds, seed, slot: 0 });
      const processor = processorSeconds() - before;
      const played = playedOf(task.kind, answer.events, processor, answer.trouble);
      results[arm].push(played);
      if (arm === 'on') await keepIfMeant(answer.events, task, workspace, { folder, stateFolder });
      tell(arm, index, played);
    }
  }
  rmSync(home, { recursive: true, force: true });
  return results;
}

/**
 * What the product is told when a person takes a patch, and still has it an hour later.
 * @returns whether the patch is what they had meant
 */
export async function keepIfMeant(
  events: readonly TraceEvent[],
  { path, files }: Task,
  workspace: Files,
  { folder, stateFolder }: { readonly folder: string; readonly stateFolder: string },
): Promise<boolean> {
  const started = events.find((event) => event.type === 'started');
  const ended = events.findLast((event) => event.type === 'outcome');
  const [edit, ...others] = ended?.outcome.candidate?.edits ?? [];
  if (started === undefined || edit?.kind !== 'modify' || edit.path !== path || others.length > 0)
    return false;
  const mended = edit.replacements.reduceRight(
    (text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end),
    files.get(path) ?? '',
  );
  const plain = (text: string | undefined): string | undefined => text?.replace(/\s+/g, ' ');
  if (plain(mended) !== plain(workspace.get(path))) return false;
  const fate = { fate: 'kept', share: 1, minutes: 60 } as const;
  await takeLessons({ folder, stateFolder }, started.task.id);
  await recordFate({ type: 'survived', id: 'kept', folder, stateFolder, episode: started.task.id, ...fate });
  return true;
}

/** Of all children that have ended, and of theirs, so far: Linux tells it in hundredths. */
function processorSeconds(): number {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return Number.NaN;
  }
}

/** What the events of an episode tell of it. */
export function playedOf(
  kind: string,
  events: readonly TraceEvent[],
  processor: number,
  trouble: string | undefined,
): Played {
  const outcome = events.findLast((event) => event.type === 'outcome');
  const surveyed = events.find((event) => event.type === 'surveyed');
  const recalled = events.find((event) => event.type === 'recalled');
  const reflected = events.findLast((event) => event.type === 'reflected');
  const seconds = outcome?.seconds ?? Number.NaN;
  return {
    kind,
    verdict: outcome?.verdict ?? 'none',
    // A verified patch, whether it is offered or the person is asked which of two verified ones is meant.
    solved: reflected?.reflection.candidates !== undefined,
    candidates: outcome?.candidates ?? Number.NaN,
    untilKept: reflected?.reflection.candidates ?? Number.NaN,
    seconds,
    searching: seconds - (surveyed?.at ?? 0),
    processor,
    credence: outcome?.credence ?? 0,
    used: recalled?.behaviors.length ?? 0,
    withheld: recalled?.withheld.length ?? 0,
    ...(trouble === undefined ? {} : { trouble }),
  };
}
