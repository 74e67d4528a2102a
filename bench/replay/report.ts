import {
  drawnFor,
  fixedFrontier,
  fixedUtilities,
  frontierOf,
  knowingFrontier,
  knowingUtility,
} from './baselines.ts';
import { type Figures, type Forecast, figuresOf } from './figures.ts';
import { type Episode, play, type ReplayPolicy, type Terms } from './play.ts';
import { type Row, streams } from './rows.ts';

export interface Contender {
  readonly name: string;
  readonly make: (options: { readonly seed: number }) => ReplayPolicy;
}

export interface Settings extends Omit<Terms, 'price'> {
  readonly prices: readonly number[];
}

export interface Report {
  readonly text: string;
  readonly figures: ReportFigures;
}

export interface ReportFigures {
  readonly part: string;
  readonly source: string;
  readonly mode: Terms['mode'];
  /** By policy: the share of best-of-n's samples that brings 90% and 95% of its solves; perfect check alone. */
  readonly frontiers?: Readonly<Record<string, readonly (number | undefined)[]>>;
  readonly bills: readonly Bill[];
}

/** Everything at one price of a sample. */
export interface Bill {
  readonly price: number;
  readonly own: Figures;
  readonly others: Readonly<Record<string, Figures>>;
  readonly fixed: readonly number[];
  readonly knowing: number;
}

const percent = (x: number | undefined): string =>
  x === undefined || Number.isNaN(x) ? '    -' : `${(100 * x).toFixed(1)}`.padStart(5);
const three = (x: number): string => (Number.isNaN(x) ? '    -' : x.toFixed(3)).padStart(6);

function billsOf(
  rows: ReadonlyMap<string, readonly Row[]>,
  contenders: readonly Contender[],
  settings: Settings,
): readonly Bill[] {
  return settings.prices.map((price) => {
    const terms = { ...settings, price };
    const played = contenders.map(({ name, make }) => ({ name, episodes: play(rows, make, terms) }));
    const episodes: readonly Episode[] = played[0]?.episodes ?? [];
    const own = figuresOf(episodes, terms);
    return {
      price,
      own,
      others: Object.fromEntries(
        played.slice(1).map(({ name, episodes: theirs }) => [name, figuresOf(theirs, terms)]),
      ),
      fixed: fixedUtilities(episodes, terms),
      knowing: terms.mode === 'perfect' ? knowingUtility(own, episodes, terms) : Number.NaN,
    };
  });
}

function utilityLines(bills: readonly Bill[]): readonly string[] {
  const names = Object.keys(bills[0]?.others ?? {});
  const caps = bills[0]?.fixed.map((_, i) => String(i + 1).padStart(6)) ?? [];
  return [
    `  utility  price  credence  best fixed cap ${names.map((name) => name.padStart(12)).join('')}  knowing | caps ${caps.join('')}`,
    ...bills.map(({ price, own, fixed, others, knowing }) => {
      const best = Math.max(...fixed);
      const rest = names.map((name) => three(others[name]?.utility ?? Number.NaN).padStart(12)).join('');
      return `           ${price.toFixed(2).padStart(5)}    ${three(own.utility)}    ${three(best)} (at ${String(fixed.indexOf(best) + 1).padStart(2)}) ${rest}   ${three(knowing)} |      ${fixed.map(three).join('')}`;
    }),
  ];
}

function forecastLine(name: string, forecast: Forecast): string {
  const { n, base, auroc, ece, eceByLuck, ecePerModel, ecePerModelByLuck, brier } = forecast;
  return `    ${name.padEnd(18)} n ${String(n).padStart(6)}  comes true ${three(base)}  AUROC ${three(auroc)}  ECE ${three(ece)} (by luck ${three(eceByLuck)})  per model ${three(ecePerModel)} (by luck ${three(ecePerModelByLuck)})  Brier ${three(brier)}`;
}

const LABELS: Readonly<Record<string, string>> = {
  '0': 'before any sample',
  '1': 'after one failure',
  '2': 'after two',
  submit: 'of what it submits',
};

function forecastLines(bills: readonly Bill[]): readonly string[] {
  return bills.flatMap(({ price, own }) => [
    `  forecasts at price ${price.toFixed(2)}`,
    ...Object.entries(own.forecasts).map(([kind, forecast]) => forecastLine(LABELS[kind] ?? kind, forecast)),
  ]);
}

const countedIn = (rows: readonly Row[], { counted }: Settings): number =>
  counted === undefined ? rows.length : rows.filter(counted).length;

/** What passes is right: the frontier of solves and samples, forecasts, and utility. */
export function perfectReport(
  part: string,
  source: string,
  rows: readonly Row[],
  contenders: readonly Contender[],
  settings: Settings,
): Report {
  const byModel = streams(rows);
  const bills = billsOf(byModel, contenders, settings);
  // Once through every stream is enough for shares of thousands of samples.
  const probe: Terms = { ...settings, price: 0.05, reps: 1 };
  const episodes = play(byModel, () => ({ start() {}, decide: () => ({ act: 'abstain' }), end() {} }), probe);
  const frontiers = Object.fromEntries(
    [
      ...contenders.map(({ name, make }) => [name, frontierOf(byModel, make, probe)] as const),
      ['best fixed cap', fixedFrontier(episodes, settings.cap)] as const,
      ['knowing', knowingFrontier(episodes, settings.cap)] as const,
    ].map(([name, points]) => [name, [0.9, 0.95].map((share) => drawnFor(points, share))]),
  );
  const text = [
    `\n${part} · ${source} · perfect check · ${byModel.size} models, ${countedIn(rows, settings)} problems in their streams`,
    '  samples, of 100 that best-of-n takes, for a share of its solves',
    ...Object.entries(frontiers).map(
      ([name, [ninety, more]]) => `    ${name.padEnd(18)} 90%: ${percent(ninety)}   95%: ${percent(more)}`,
    ),
    ...forecastLines(bills),
    ...utilityLines(bills),
  ].join('\n');
  return { text, figures: { part, source, mode: 'perfect', frontiers, bills } };
}

/** What passes may be wrong: utility, and what the credence of a submission is worth. */
export function visibleReport(
  part: string,
  source: string,
  rows: readonly Row[],
  contenders: readonly Contender[],
  settings: Settings,
): Report {
  const byModel = streams(rows);
  const bills = billsOf(byModel, contenders, settings);
  const text = [
    `\n${part} · ${source} · visible check · ${byModel.size} models, ${countedIn(rows, settings)} problems in their streams`,
    ...forecastLines(bills),
    ...bills.map(
      ({ price, own }) =>
        `    at price ${price.toFixed(2)}: right ${percent(own.solved)}  wrong ${percent(own.wrong)}  not submitted ${percent(own.abstained)}  wrong among the surest 70% ${percent(own.wrongAt70)}`,
    ),
    ...utilityLines(bills),
  ].join('\n');
  return { text, figures: { part, source, mode: 'visible', bills } };
}
