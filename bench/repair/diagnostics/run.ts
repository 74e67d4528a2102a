import { existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { endCommands } from '../../verify/command.ts';
import { removeScratch, scratchFolder } from '../../verify/scratch.ts';
import { compile } from './compile.ts';
import { type DiagnosticCase, readCorpus } from './corpus.ts';
import { faultOf } from './judge.ts';
import { solveAt } from './product.ts';
import { type CaseResult, type DiagnosticFigures, score } from './score.ts';
import { writeCase } from './workspace.ts';

export interface DiagnosticsOptions {
  /** Absolute path of the engine's bundle; this repository's `dist/cli.js` unless told. */
  readonly cli?: string;
  readonly budgetSeconds?: number;
  readonly seed?: number;
  /** Cases that are worked on at once. */
  readonly atOnce?: number;
  /** Only cases with one of these texts in their id or code. */
  readonly only?: readonly string[];
  readonly split?: 'held-out' | 'seen';
  readonly onResult?: (result: CaseResult) => void;
}

export interface DiagnosticsFigures extends DiagnosticFigures {
  readonly heldOut: DiagnosticFigures;
  readonly results: readonly CaseResult[];
}

/** Asks the built product to solve every case of the corpus at its error, and judges what it offers. */
export async function runDiagnostics(options: DiagnosticsOptions = {}): Promise<DiagnosticsFigures> {
  const cli = options.cli ?? resolve(import.meta.dirname, '../../../dist/cli.js');
  if (!existsSync(cli)) throw new Error(`${cli} is not there: run \`npm run build\` first`);
  const cases = readCorpus().filter(
    ({ id, code, heldOut }) =>
      (options.only === undefined || options.only.some((text) => id.includes(text) || code === text)) &&
      (options.split === undefined || heldOut === (options.split === 'held-out')),
  );
  const results: CaseResult[] = [];
  const queue = cases.values();
  const worker = async (): Promise<void> => {
    for (const each of queue) {
      const result = await runCase(each, cli, options);
      results.push(result);
      options.onResult?.(result);
    }
  };
  await Promise.all(Array.from({ length: options.atOnce ?? 1 }, worker));
  return { ...score(results), heldOut: score(results.filter(({ heldOut }) => heldOut)), results };
}

async function runCase(
  each: DiagnosticCase,
  cli: string,
  { budgetSeconds = 60, seed = 1 }: DiagnosticsOptions,
): Promise<CaseResult> {
  const { id, code, heldOut } = each;
  const scratch = realpathSync(scratchFolder(id));
  try {
    const folder = join(scratch, 'project');
    mkdirSync(folder);
    writeCase(each, folder);
    const error = compile(folder).find((found) => found.path === each.path && found.code === code);
    if (error === undefined) throw new Error(`the case ${id} has no ${code} in ${each.path}`);
    const stateFolder = join(scratch, 'state');
    mkdirSync(stateFolder);
    const answer = await solveAt({ cli, folder, stateFolder, error, budgetSeconds, seed });
    const about = { id, code, heldOut };
    if ('failed' in answer) {
      const title = `the product failed: ${answer.failed}`;
      return { ...about, ending: 'declined', credence: 0, seconds: budgetSeconds, candidates: 0, title };
    }
    const { finished, seconds } = answer;
    const { verdict, credence, candidate, spend, reason } = finished.outcome;
    const common = { ...about, credence, seconds, candidates: spend.candidates };
    if (verdict !== 'solved') return { ...common, ending: 'declined', title: `${verdict}: ${reason}` };
    const judged = join(scratch, 'judged');
    mkdirSync(judged);
    const fault = await faultOf(each, finished.patch, judged);
    const title = candidate?.title ?? reason;
    return fault === undefined
      ? { ...common, ending: 'solved', title }
      : { ...common, ending: 'wrong', title, fault };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

function lineOf(
  name: string,
  { cases, solved, wrong, declined, medianSeconds, ece }: DiagnosticFigures,
): string {
  return `${name}: ${cases} cases, solved ${percent(solved)}, wrong ${percent(wrong)}, declined ${percent(declined)}, median ${medianSeconds.toFixed(1)} s, ECE ${ece.toFixed(3)}`;
}

function lineOfResult({ id, ending, seconds, credence, candidates, title, fault }: CaseResult): string {
  const why = fault === undefined ? '' : ` (${fault})`;
  return `${ending.padEnd(8)} ${seconds.toFixed(1).padStart(5)} s ${credence.toFixed(2)} ${String(candidates).padStart(4)} ${id}: ${title}${why}`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      cli: { type: 'string' },
      only: { type: 'string', multiple: true },
      split: { type: 'string' },
      'at-once': { type: 'string', default: '1' },
      seconds: { type: 'string', default: '60' },
      json: { type: 'boolean', default: false },
    },
  });
  const { cli, only, split } = values;
  try {
    const figures = await runDiagnostics({
      ...(cli === undefined ? {} : { cli: resolve(cli) }),
      ...(only === undefined ? {} : { only }),
      ...(split === 'held-out' || split === 'seen' ? { split } : {}),
      atOnce: Number(values['at-once']),
      budgetSeconds: Number(values.seconds),
      onResult: (result) => console.log(lineOfResult(result)),
    });
    console.log(lineOf('all', figures));
    console.log(lineOf('held out', figures.heldOut));
    if (values.json) console.log(JSON.stringify(figures));
  } finally {
    endCommands();
    removeScratch();
  }
}

if (import.meta.main) await main();
