import { removeScratch } from '../verify/scratch.ts';
import { ablateHabits, ablateHalves, type RepairResult } from './repair.ts';

/** Tasks of each kind. */
const TASKS = { habits: 10, halves: 5 } as const;

/** Prints the tables of what is learned and of halves; `--seed` and `--tasks` say which tasks. */
export async function repairPart(
  words: readonly string[],
): Promise<Readonly<Record<'habits' | 'halves', readonly RepairResult[]>>> {
  const number = (name: string, otherwise: number): number =>
    words.includes(name) ? Number(words[words.indexOf(name) + 1]) : otherwise;
  const seed = number('--seed', 601);
  process.once('exit', removeScratch);
  const tell: Parameters<typeof ablateHabits>[2] = (
    variant,
    task,
    { kind, verdict, candidates, untilKept },
  ) =>
    console.error(
      `${variant} · ${task + 1} ${kind}: ${verdict}, ${candidates} candidates, kept the ${untilKept}th`,
    );
  const habits = await ablateHabits(seed, number('--tasks', TASKS.habits), tell);
  print(`a stream of mistakes that recur · seed ${seed}`, habits);
  const halves = await ablateHalves(seed, number('--tasks', TASKS.halves), tell);
  print(`two mistakes at once in one module · seed ${seed}`, halves);
  return { habits, halves };
}

function print(title: string, results: readonly RepairResult[]): void {
  const one = (x: number, width: number): string => (Number.isNaN(x) ? '-' : x.toFixed(1)).padStart(width);
  console.log(`\n${title} · ${results[0]?.tasks ?? 0} tasks`);
  console.log(`  ${'switched off'.padEnd(36)} solved  as meant  candidates  until kept  credence`);
  for (const { name, solved, meant, candidates, untilKept, credence } of results)
    console.log(
      `  ${name.padEnd(36)} ${String(solved).padStart(6)} ${String(meant).padStart(9)} ${one(candidates, 11)} ${one(untilKept, 11)} ${credence.toFixed(2).padStart(9)}`,
    );
}
