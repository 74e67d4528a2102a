import { isHeldOut, KINDS } from './kinds.ts';
import type { TaskResult } from './result.ts';
import { byMiss, type Figures, figuresOf } from './score.ts';

const percent = (share: number | undefined): string =>
  share === undefined ? '–' : `${(100 * share).toFixed(0)}%`;
const number =
  (digits: number) =>
  (value: number | undefined): string =>
    value === undefined ? '–' : value.toFixed(digits);

const COLUMNS: readonly (readonly [title: string, value: (figures: Figures) => string])[] = [
  ['tasks', ({ tasks }) => String(tasks)],
  ['solved', ({ solved }) => percent(solved)],
  ['wrong', ({ wrong }) => percent(wrong)],
  ['declined', ({ declined }) => percent(declined)],
  ['failed', ({ failed }) => percent(failed)],
  ['median s', ({ medianSeconds }) => number(1)(medianSeconds)],
  ['solved s', ({ medianSolvedSeconds }) => number(1)(medianSolvedSeconds)],
  ['first pass s', ({ medianFirstPassingSeconds }) => number(1)(medianFirstPassingSeconds)],
  ['candidates', ({ medianCandidates }) => number(0)(medianCandidates)],
  ['rank of right', ({ medianRightRank }) => number(0)(medianRightRank)],
  ['first wrong', ({ firstPassingWrong }) => percent(firstPassingWrong)],
  ['offered wrong', ({ offeredWrong }) => percent(offeredWrong)],
  ['ECE', ({ ece }) => number(3)(ece)],
  ['Brier', ({ brier }) => number(3)(brier)],
  ['forecast ECE', ({ forecastEce }) => number(3)(forecastEce)],
];

export const LEGEND = `solved: of the repairable; wrong: of all, called verified and failing hidden tests; declined: of those no edit repairs;
failed: the product ended without an outcome; median s: start of the product to its outcome, all tasks; first wrong, offered
wrong: of the tasks where a candidate passed the visible tests; ECE, Brier: credence of offers; forecast: of the first assessment`;

/** One row for each name, as Markdown. */
export function tableOf(rows: readonly (readonly [name: string, results: readonly TaskResult[]])[]): string {
  const cells = rows
    .filter(([, results]) => results.length > 0)
    .map(([name, results]) => {
      const figures = figuresOf(results);
      return [name, ...COLUMNS.map(([, value]) => value(figures))];
    });
  const titles = ['', ...COLUMNS.map(([title]) => title)];
  const widths = titles.map((title, at) =>
    Math.max(3, ...[title, ...cells.map((row) => row[at] ?? '')].map((c) => c.length)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(titles), rule, ...cells.map(line)].join('\n');
}

/** By language, seen and held out apart, then by kind. */
export function tablesOf(results: readonly TaskResult[]): string {
  const languages = [...new Set(results.map(({ task }) => task.language))];
  const heldOut = (each: TaskResult): boolean => isHeldOut(each.task.kind);
  const byLanguage = [...languages, undefined].flatMap((language) => {
    const own = results.filter(({ task }) => language === undefined || task.language === language);
    const name = language ?? 'all';
    return [
      [name, own],
      [`${name}, seen kinds`, own.filter((each) => !heldOut(each))],
      [`${name}, held out`, own.filter(heldOut)],
    ] as const;
  });
  const byKind = (kinds: readonly string[]) =>
    kinds.map((kind) => [kind, results.filter(({ task }) => task.kind === kind)] as const);
  const kindsWith = (held: boolean) => KINDS.filter((kind) => isHeldOut(kind) === held);
  return [
    tableOf(byLanguage),
    `\nBy kind\n\n${tableOf(byKind(kindsWith(false)))}`,
    `\nBy kind, held out\n\n${tableOf(byKind(kindsWith(true)))}`,
    `\nWhy repairable tasks were not solved\n\n${missLines(results)}`,
  ].join('\n');
}

function missLines(results: readonly TaskResult[]): string {
  return byMiss(results)
    .map(([miss, of]) => `  ${miss.padEnd(14)} ${of.length}: ${of.map(({ task }) => task.id).join(', ')}`)
    .join('\n');
}

/** What became of a task, as it ends. */
export function progressLine({ task, ...result }: TaskResult, done: number, of: number): string {
  const { verdict, seconds, candidates, passing, credence, rightRank, firstPassingRight, miss } = result;
  const parts = [
    `${String(done).padStart(String(of).length)}/${of}`,
    verdict.padEnd(8),
    `${seconds.toFixed(1).padStart(5)} s`,
    `${String(candidates).padStart(4)} tried ${passing} passed`,
    ...(credence === undefined ? [] : [`credence ${credence.toFixed(2)}`]),
    ...(rightRank === undefined ? [] : [`right at ${rightRank}`]),
    ...(firstPassingRight === false ? ['first passing wrong'] : []),
    ...(miss === undefined ? [] : [`[${miss}]`]),
    `${task.language}/${task.project}/${task.id} (${task.kind}): ${result.note}`,
  ];
  return parts
    .join('  ')
    .replace(/\s*\n\s*/g, ' ')
    .slice(0, 320);
}
