import { attempt } from '../repair/attempt.ts';
import { type RepairTask, readCorpus } from '../repair/corpus.ts';
import { chosen, readOptions as repairOptions } from '../repair/options.ts';
import { endProducts, takeProduct } from '../repair/product.ts';
import { endCommands } from '../verify/command.ts';
import { removeScratch, scratchFolder } from '../verify/scratch.ts';
import { ARMS, type Arm, bareModel, type Ending, figuresOf } from './arms.ts';
import { type EvalOptions, readOptions, terminalArguments, USAGE } from './options.ts';

import { troubleWith } from './samples.ts';

/*
 * How well the whole product solves tasks with a language model, by hidden tests, against the bare model: one answer, and
 * as many answers as the product's tokens pay for, of which the first that passes the visible tests is taken. Exits with 1
 * when the bench or its tasks are at fault, and with 0 whatever was solved.
 */

const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);
const stopped = new AbortController();

async function main(options: EvalOptions): Promise<number> {
  const { tasks, problems } = readCorpus(options.tasks);
  for (const problem of problems) console.error(problem);
  const order = repairOptions(['--seed', String(options.seed), '--limit', String(options.limit)]);
  const wanted = typeof order === 'string' ? [] : chosen(tasks, order);
  if (wanted.length === 0) {
    console.error(`${options.tasks} holds no task. Give --tasks a folder laid out as bench/repair/corpus.`);
    return 1;
  }
  console.log(
    `npm run eval -- ${process.argv.slice(2).join(' ')}\n${wanted.length} tasks; ${options.model.model} at ${options.model.baseUrl}; seed ${options.seed}; ${options.budget.seconds} s and ${options.budget.tokens} tokens a task; Node ${process.versions.node}\n`,
  );
  const trouble = await troubleWith(options, stopped.signal);
  if (trouble !== undefined) {
    console.error(trouble);
    return 1;
  }
  const endings: Record<Arm, Ending[]> = { product: [], 'one-shot': [], 'best-of-n': [] };
  const cli = takeProduct(scratchFolder('built'), options.product);
  for (const task of wanted) {
    if (stopped.signal.aborted) break;
    endings.product.push(told('product', await withProduct(task, cli, options)));
  }
  // What a task cost on average is what the bare model may spend on each: the same tokens in all, but for the last answer.
  const spent = figuresOf(endings.product).tokens;
  const each = Math.max(1, Math.round(spent / Math.max(1, endings.product.length)));
  for (const task of wanted) {
    if (stopped.signal.aborted) break;
    const bare = await bareModel(task, options, Math.max(each, LEAST), stopped.signal);
    for (const arm of ['one-shot', 'best-of-n'] as const) endings[arm].push(told(arm, bare[arm]));
  }
  console.log(tableOf(endings));
  if (options.json) {
    const { model, seed, budget, limit } = options;
    const arms = Object.fromEntries(ARMS.map((arm) => [arm, figuresOf(endings[arm])]));
    console.log(
      JSON.stringify({
        ...arms,
        tokensEach: each,
        model: model.model,
        seed,
        limit,
        budget,
        node: process.versions.node,
      }),
    );
  }
  return problems.length === 0 && endings.product.every(({ verdict }) => verdict !== 'failed') ? 0 : 1;
}

/** A prompt and its answer have to fit, or the bare model could not be asked at all. */
const LEAST = 6000;

async function withProduct(task: RepairTask, cli: string, options: EvalOptions): Promise<Ending> {
  const { CREDENCE_API_KEY, CREDENCE_STRONG_API_KEY } = process.env;
  const result = await attempt(task, {
    ...{ cli, seconds: options.budget.seconds, seed: options.seed, slot: 0 },
    ...(options.traces === undefined ? {} : { traces: options.traces }),
    model: {
      arguments: terminalArguments(options),
      keys: {
        ...(CREDENCE_API_KEY === undefined ? {} : { CREDENCE_API_KEY }),
        ...(CREDENCE_STRONG_API_KEY === undefined ? {} : { CREDENCE_STRONG_API_KEY }),
      },
    },
  });
  const { verdict, note, credence, tokens = 0, dollars = 0 } = result;
  return {
    task,
    verdict: verdict === 'declined' ? 'abstained' : verdict === 'harness-error' ? 'failed' : verdict,
    ...{ tokens, dollars, note },
    ...(credence === undefined ? {} : { credence }),
  };
}

function told(arm: Arm, ending: Ending): Ending {
  const { task, verdict, tokens, note } = ending;
  say(
    `${arm.padEnd(9)} ${verdict.padEnd(9)} ${task.language}/${task.project}/${task.id}: ${tokens} tokens; ${note.slice(0, 160)}`,
  );
  return ending;
}

function tableOf(endings: Readonly<Record<Arm, readonly Ending[]>>): string {
  const share = (value: number | null): string => (value === null ? '–' : `${(100 * value).toFixed(0)}%`);
  const score = (value: number | null): string => (value === null ? '–' : value.toFixed(3));
  const rows = ARMS.map((arm) => {
    const { tasks, solved, wrong, abstained, tokens, dollars, ece, brier } = figuresOf(endings[arm]);
    return [
      arm,
      String(tasks),
      share(solved),
      share(wrong),
      share(abstained),
      String(tokens),
      `$${dollars.toFixed(4)}`,
      score(ece),
      score(brier),
    ];
  });
  const all = [['', 'tasks', 'solved', 'wrong', 'abstained', 'tokens', 'dollars', 'ECE', 'Brier'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = all.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
  return `${lines.join('\n')}

solved: of those that can be repaired. wrong: offered, and hidden tests fail. The bare model is taken to be sure of all that it offers.`;
}

process.once('exit', () => {
  endCommands();
  removeScratch();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    say('stopping; once more to stop at once');
    stopped.abort();
    process.once(signal, () => process.exit(130));
    void endProducts();
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
