import { resolve } from 'node:path';
import { optionsFrom } from '../replay/options.ts';
import { readRows } from '../replay/rows.ts';
import { decisionTimes } from '../replay/timing.ts';
import { ablateLoop, type LoopResult } from './loop.ts';
import { repairPart } from './repair-part.ts';
import { ablateSampling, type SamplingResult } from './sampling.ts';
import { slice } from './slice.ts';

/**
 * `node bench/ablation/run.ts [--part repair|samples] [--seed N] [--tasks N] [--data FILE] [--source NAME] [--price P] [--json]`:
 * mechanisms switched off in turn, on the same tasks, in the same order, with the same seeds. First what is learned of mistakes
 * that recur, and what goes on from halves of a patch, by real runs of the product's rooms; then the policy for samples alone
 * and the product's own loop over recorded samples. Counts and probabilities are the figures, never the clock but for the last line.
 */
const words = process.argv.slice(2);
const part = words.includes('--part') ? words[words.indexOf('--part') + 1] : undefined;
const repair = part === 'samples' ? undefined : await repairPart(words);
if (part === 'repair') {
  if (words.includes('--json')) console.log(JSON.stringify({ command: words.join(' '), repair }));
  process.exit();
}
const options = optionsFrom(words);
if ('problem' in options) {
  console.error(options.problem);
  process.exit(2);
}
const price = words.includes('--price') ? (options.prices[0] ?? 0.05) : 0.05;
const SEED = 1;
const rows = readRows(options.data);
console.log(`node bench/ablation/run.ts ${options.line}`);
console.log(`${resolve(options.data)}: ${rows.length} rows; price of a sample ${price}, seed ${SEED}`);

const three = (x: number): string => (Number.isNaN(x) ? '-' : x.toFixed(3)).padStart(7);
const signed = (x: number): string => `${x < 0 ? '' : '+'}${(100 * x).toFixed(1)}`.padStart(6);

/** Sources, the mode they are played in, and which share of their problems. */
const PARTS = [
  { source: 'lcb', mode: 'perfect', of: 4 },
  { source: 'codereval_python', mode: 'perfect', of: 1 },
  { source: 'he3', mode: 'perfect', of: 1 },
  { source: 'metr', mode: 'perfect', of: 1 },
  { source: 'he3', mode: 'visible', of: 1 },
] as const;

const only = options.source;
const sampling: SamplingResult[] = [];
for (const { source, mode, of } of PARTS) {
  if (only !== undefined && only !== source) continue;
  const results = ablateSampling(slice(rows, of), source, mode, price);
  const whole = results[0]?.figures;
  if (whole === undefined || whole.episodes === 0) continue;
  sampling.push(...results);
  console.log(
    `\nsamples of a model · ${source}, ${mode} check · ${whole.episodes} problems of ${whole.models} models`,
  );
  console.log(
    `  ${'switched off'.padEnd(40)} utility  (points)  solved   draws  ECE at 0  ECE at 1  AUROC at 0  AUROC submitted`,
  );
  for (const { name, figures } of results) {
    const { utility, solved, draws, forecasts } = figures;
    console.log(
      `  ${name.padEnd(40)} ${three(utility)}   ${signed(utility - whole.utility)} ${three(solved)} ${three(draws)}   ${three(forecasts['0']?.ece ?? Number.NaN)}   ${three(forecasts['1']?.ece ?? Number.NaN)}     ${three(forecasts['0']?.auroc ?? Number.NaN)}          ${three(forecasts.submit?.auroc ?? Number.NaN)}`,
    );
  }
}

const repaired = slice(
  rows.filter((row) => row.rep !== undefined && row.rep !== null),
  3,
);
/** Where a call is dear few are made and stopping decides; where it is cheap, how the loop goes on does. */
const loopPrices = words.includes('--price') ? [price] : [0.05, 0.01];
const loop: { readonly price: number; readonly results: readonly LoopResult[] }[] = [];
for (const each of repaired.length === 0 ? [] : loopPrices) {
  const results = await ablateLoop(repaired, each, SEED);
  const [whole] = results;
  if (whole === undefined) continue;
  loop.push({ price: each, results });
  console.log(
    `\nthe loop over recorded tasks · ${whole.tasks} tasks, one stream for each model; a call costs ${each}`,
  );
  console.log(
    `  ${'switched off'.padEnd(40)} utility  (points ± error)  solved   calls     ECE   AUROC   Brier`,
  );
  for (const { name, utility, error, solved, calls, ece, auroc, brier } of results)
    console.log(
      `  ${name.padEnd(40)} ${three(utility)}   ${signed(utility - whole.utility)} ± ${(100 * error).toFixed(1).padStart(4)}   ${three(solved)} ${three(calls)} ${three(ece)} ${three(auroc)} ${three(brier)}`,
    );
}

const times = decisionTimes(rows, 10);
console.log(
  `\nA decision: median ${times.median.toFixed(3)} ms, 99% below ${times.ninetyNine.toFixed(3)} ms (${times.count} of them).`,
);
if (options.json)
  console.log(
    JSON.stringify({
      command: options.line,
      repair,
      price,
      seed: SEED,
      sampling: sampling.map(({ name, source, mode, figures }) => ({
        name,
        source,
        mode,
        utility: figures.utility,
        solved: figures.solved,
        draws: figures.draws,
        forecasts: figures.forecasts,
      })),
      loop,
      decisionMs: times,
    }),
  );
