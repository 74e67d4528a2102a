import { availableParallelism, cpus, totalmem } from 'node:os';
import { endCommands } from '../verify/command.ts';
import { removeScratch, scratchFolder } from '../verify/scratch.ts';
import { attempt } from './attempt.ts';
import { CorpusCheck } from './check.ts';
import { LANGUAGES, type RepairTask, readCorpus } from './corpus.ts';
import { type DiagnosticsFigures, runDiagnostics } from './diagnostics/run.ts';
import { isHeldOut } from './kinds.ts';
import { chosen, type Options, readOptions, USAGE } from './options.ts';
import { endProducts, mayPin, takeProduct } from './product.ts';
import type { Reach } from './reach.ts';
import type { TaskResult } from './result.ts';
import { byMiss, figuresOf } from './score.ts';
import { LEGEND, progressLine, tablesOf } from './table.ts';

/*
 * How well the built product repairs bugs that it has not seen, with its embedded skills alone: by tests that it does
 * not see either. Exits with 1 when the bench or the corpus is at fault, and with 0 whatever the product did.
 */

const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

async function main(options: Options): Promise<number> {
  const { tasks, problems } = readCorpus(options.corpus);
  for (const problem of problems) console.error(problem);
  const wanted = chosen(tasks, options);
  console.log(header(options, wanted.length));
  if (options.check) return (await check(wanted, options)) && problems.length === 0 ? 0 : 1;
  if (options.reach) return reach(wanted, options);
  const cli = takeProduct(scratchFolder('built'), options.product);
  const results = await attemptAll(wanted, cli, options);
  const diagnostics = options.diagnostics ? await measureDiagnostics(cli, options) : undefined;
  if (results.length > 0) console.log(`\n${tablesOf(results)}\n\n${LEGEND}`);
  if (options.json) console.log(JSON.stringify(summaryOf(results, diagnostics, options), orNull));
  return problems.length === 0 && results.every(({ verdict }) => verdict !== 'harness-error') ? 0 : 1;
}

function header({ seed, seconds, jobs }: Options, tasks: number): string {
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  const cores = mayPin() ? 'two of them each' : 'all of them shared';
  return `node bench/repair/run.ts ${process.argv.slice(2).join(' ')}
${tasks} tasks; seed ${seed}; ${seconds} s a task, ${jobs} at once; Node ${process.versions.node}; ${availableParallelism()} cores, ${cores}; ${processor}; ${Math.round(totalmem() / 2 ** 30)} GB\n`;
}

async function attemptAll(
  tasks: readonly RepairTask[],
  cli: string,
  { jobs, seconds, seed, sharedState, traces }: Options,
): Promise<readonly TaskResult[]> {
  const shared = sharedState ? { sharedState: scratchFolder('state') } : {};
  const kept = traces === undefined ? {} : { traces };
  await inTurns(tasks, jobs, async (task, slot) => {
    const result = await attempt(task, { cli, seconds, seed, slot, ...shared, ...kept });
    if (stopping) return;
    finished.push(result);
    say(progressLine(result, finished.length, tasks.length));
  });
  return finished;
}

async function check(tasks: readonly RepairTask[], { jobs }: Options): Promise<boolean> {
  const corpus = new CorpusCheck();
  let done = 0;
  let faulty = 0;
  await inTurns(tasks, jobs, async (task) => {
    const faults = await corpus.faultsOf(task);
    done += 1;
    if (faults.length > 0) faulty += 1;
    const name = `${task.language}/${task.project}/${task.id}`;
    say(
      `${done}/${tasks.length} ${faults.length === 0 ? 'fine ' : 'FAULT'} ${name}${faults.map((each) => `\n    ${each}`).join('')}`,
    );
  });
  const heldOut = tasks.filter(({ kind }) => isHeldOut(kind)).length;
  const repairable = tasks.filter((task) => task.repairable).length;
  console.log(
    `${done} tasks checked: ${repairable} repairable, ${done - repairable} not; ${heldOut} of kinds held out; ${faulty} with faults`,
  );
  return faulty === 0;
}

async function reach(tasks: readonly RepairTask[], { jobs }: Options): Promise<number> {
  const { reachLine, reachOf } = await import('./reach.ts');
  const found: Reach[] = [];
  await inTurns(
    tasks.filter(({ repairable }) => repairable),
    jobs,
    async (task) => {
      const one = await reachOf(task, new AbortController().signal);
      found.push(one);
      say(reachLine(one));
    },
  );
  const within = (limit: number): number =>
    found.filter(({ referenceRank = Number.POSITIVE_INFINITY }) => referenceRank <= limit).length;
  console.log(
    `${found.length} repairable: the fault is suspected in ${found.filter(({ suspectRank }) => suspectRank !== undefined).length}; the reference patch is among the first 10 ideas in ${within(10)}, 100 in ${within(100)}, 1000 in ${within(1000)}, among all in ${within(Number.MAX_SAFE_INTEGER)}`,
  );
  return 0;
}

async function measureDiagnostics(
  cli: string,
  { seconds, seed, jobs }: Options,
): Promise<DiagnosticsFigures> {
  const figures = await runDiagnostics({
    cli,
    budgetSeconds: seconds,
    seed,
    atOnce: jobs,
    onResult: ({ ending, seconds: took, id, title }) => say(`${ending} ${took.toFixed(1)} s ${id}: ${title}`),
  });
  for (const [name, { cases, solved, wrong, medianSeconds, ece }] of [
    ['compiler errors', figures],
    ['compiler errors, held out', figures.heldOut],
  ] as const) {
    console.log(
      `${name}: ${cases} cases, solved ${(100 * solved).toFixed(0)}%, wrong ${(100 * wrong).toFixed(0)}%, median ${medianSeconds.toFixed(1)} s, ECE ${ece.toFixed(3)}`,
    );
  }
  return figures;
}

/** Works through all, so many at once; each turn is told which of them it is. */
async function inTurns<T>(
  all: readonly T[],
  atOnce: number,
  act: (each: T, slot: number) => Promise<void>,
): Promise<void> {
  const queue = all.values();
  const worker = async (_: unknown, slot: number): Promise<void> => {
    for (const each of queue) await act(each, slot);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

function summaryOf(
  results: readonly TaskResult[],
  diagnostics: DiagnosticsFigures | undefined,
  { seed, seconds, jobs, sharedState }: Options,
): object {
  const byLanguage = (among: readonly TaskResult[]): object =>
    Object.fromEntries(
      LANGUAGES.map((language) => [
        language,
        figuresOf(among.filter(({ task }) => task.language === language)),
      ]),
    );
  const { heldOut, results: _, ...all } = diagnostics ?? {};
  return {
    ...byLanguage(results),
    ...(diagnostics === undefined ? {} : { diagnostics: all }),
    heldOut: {
      ...byLanguage(results.filter(({ task }) => isHeldOut(task.kind))),
      ...(heldOut === undefined ? {} : { diagnostics: heldOut }),
    },
    misses: Object.fromEntries(byMiss(results).map(([miss, of]) => [miss, of.length])),
    seed,
    seconds,
    jobs,
    sharedState,
    cores: availableParallelism(),
    node: process.versions.node,
  };
}

/** What could not be measured is there, as null. */
function orNull(_key: string, value: unknown): unknown {
  return value === undefined ? null : value;
}

/** What has a verdict so far; shown also when the run is stopped. */
const finished: TaskResult[] = [];
let stopping = false;
process.once('exit', () => {
  endCommands();
  removeScratch();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    stopping = true;
    say('stopping; once more to stop at once');
    process.once(signal, () => process.exit(130));
    void endProducts().then(() => {
      if (finished.length > 0) console.log(`\nof the first ${finished.length}\n\n${tablesOf(finished)}`);
      process.exit(130);
    });
  });
}
const options = readOptions(process.argv.slice(2));
if (typeof options === 'string') {
  console.error(`${options}\n${USAGE}`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await main(options);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
}
