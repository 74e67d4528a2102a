import type { Figures } from './figures.ts';
import type { Scaling } from './scaling.ts';
import { highestRate } from './statistics.ts';

type Row = readonly [what: string, value: (figures: Figures) => string, target: string];

const ms = (value: number | undefined): string =>
  value === undefined
    ? 'not measured'
    : `${value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 })} ms`;
const times = (value: number | undefined): string =>
  value === undefined
    ? 'not measured'
    : `${value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 })} times`;

const ROWS: readonly Row[] = [
  ['cold: `tsc --noEmit`', (f) => ms(f.milliseconds.coldTypes), ''],
  ['cold: the whole test command', (f) => ms(f.milliseconds.coldTests), ''],
  ['StrykerJS, covered mutant, one worker', (f) => ms(f.milliseconds.stryker), ''],
  ['the same mutants, checked by us, types too, mean', (f) => ms(f.milliseconds.strykersOwn), ''],
  ['one by one, median', (f) => ms(f.milliseconds.latency), ''],
  ['one by one, nine in ten', (f) => ms(f.milliseconds.latencyMost), ''],
  [
    'of one by one: mean of each rung',
    ({ milliseconds: { rungs } }) =>
      Object.entries(rungs)
        .map(([rung, value]) => `${rung} ${value.toFixed(1)}`)
        .join(', '),
    '',
  ],
  ['several at once, mean', (f) => ms(f.milliseconds.atOnce), ''],
  ['templates in batches, mean', (f) => ms(f.milliseconds.batch), ''],
  ['**against cold**, by the median one by one', (f) => times(f.vsCold), '300 / 500'],
  ['against cold, by the mean at once', (f) => times(f.vsColdMean), ''],
  ['**against StrykerJS**, its own mutants, by the mean', (f) => times(f.vsStryker), '15'],
  ['against StrykerJS, by the median one by one', (f) => times(f.vsStrykerMedian), ''],
  [
    'mutants of StrykerJS, judged differently by us',
    ({ counts: n }) => `${n.stryker}, ${n.strykerDiffers}`,
    '',
  ],
  ['**batches against cold**', (f) => times(f.batchVsCold), '2,000 / 1,000'],
  ['**same verdict as cold**', (f) => `${(100 * f.agreement).toFixed(1)}% of ${f.counts.compared}`, '99.5%'],
  [
    'wrong “passed”, and what their share may be',
    ({ counts: n }) =>
      `${n.wrongPasses}, up to ${(100 * highestRate(n.wrongPasses, n.compared)).toFixed(1)}%`,
    '0',
  ],
  [
    '**first verdict**, in own cold starts',
    (f) => `${f.firstVerdict.toFixed(2)} (${ms(f.milliseconds.firstVerdict)})`,
    'at most 2',
  ],
  [
    'peak memory: engine + services',
    (f) => `${Math.round(f.megabytes.engine)} + ${Math.round(f.megabytes.services)} MB`,
    '',
  ],
  [
    'candidates: cold, one by one, at once, batch',
    ({ counts: n }) => [n.cold, n.oneByOne, n.atOnce, n.batch].join(', '),
    '',
  ],
  [
    'of the two in the middle: passed, failed, not covered, refused, unknown',
    ({ counts: n }) =>
      [n.passed, n.failed, n.oneByOne + n.atOnce - n.covered - n.refused, n.refused, n.unknown].join(', '),
    '',
  ],
];

/** The table of targets as Markdown: a column for each project, and what is aimed at. */
export function tableOf(columns: readonly (readonly [name: string, figures: Figures])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(['per candidate', ...columns.map(([name]) => name), 'target']),
    line(['---', ...columns.map(() => '---'), '---']),
    ...ROWS.map(([what, value, target]) =>
      line([what, ...columns.map(([, figures]) => value(figures)), target]),
    ),
  ].join('\n');
}

export function scalingLine({ small, large, ratio, title }: Scaling): string {
  return `Ten times the files and tests (${title}): ${ms(small)} → ${ms(large)}, ${ratio.toFixed(2)} times (target: less than 2).`;
}
