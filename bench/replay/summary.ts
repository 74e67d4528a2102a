import type { Figures } from './figures.ts';
import type { Bill, ReportFigures } from './report.ts';

const three = (x: number | undefined): string =>
  (x === undefined || Number.isNaN(x) ? '-' : x.toFixed(3)).padStart(6);
const percent = (x: number | undefined): string =>
  (x === undefined || Number.isNaN(x) ? '-' : (100 * x).toFixed(1)).padStart(5);

/** Whose figures a line has: each model's stream by itself, and one memory for all models. */
const OWN = 'credence';
const POLICIES: readonly string[] = [OWN, 'credence, pooled'];

const figuresIn = (bill: Bill | undefined, policy: string): Figures | undefined =>
  policy === OWN ? bill?.own : bill?.others[policy];

/** How far the utility is above that of the best fixed cap in hindsight, in points; below 0 where it is worse. */
function gap(bill: Bill, policy: string): string {
  const utility = figuresIn(bill, policy)?.utility ?? Number.NaN;
  return (100 * (utility - Math.max(...bill.fixed))).toFixed(1).padStart(5);
}

/** The bill at the price nearest to a twentieth of a solved task. */
function middle(bills: readonly Bill[]): Bill | undefined {
  return bills.toSorted((a, b) => Math.abs(a.price - 0.05) - Math.abs(b.price - 0.05))[0];
}

const head = ({ part, source }: ReportFigures, policy: string): string =>
  `  ${part.padEnd(39)} ${source.padEnd(17)} ${policy === OWN ? 'alone ' : 'pooled'}`;

/** Each report with each of the policies that it has figures of. */
function pairs(reports: readonly ReportFigures[]): readonly (readonly [ReportFigures, string])[] {
  return reports.flatMap((report) =>
    POLICIES.flatMap((policy) =>
      figuresIn(report.bills[0], policy) === undefined ? [] : [[report, policy] as const],
    ),
  );
}

/** Lines for each slice and source: what is to be reached, side by side. */
export function summaryOf(reports: readonly ReportFigures[]): string {
  const prices = reports[0]?.bills.map(({ price }) => price.toFixed(2).padStart(5)).join(' ') ?? '';
  const perfect = reports.filter(({ mode }) => mode === 'perfect');
  const visible = reports.filter(({ mode }) => mode === 'visible');
  const lines: string[] = [];
  if (perfect.length > 0) {
    lines.push(
      '\nSummary, perfect check. `alone`: one memory a model; `pooled`: one for all models. Samples (of 100) for 90% and 95% of the solves: own, the best fixed cap; forecasts at the price nearest .05; points above the best fixed cap by price',
      `  ${''.padEnd(64)}  90% fixed   95% fixed | before: AUROC   ECE  per model (luck) | after one failure: ECE | ${prices}`,
    );
    for (const [report, policy] of pairs(perfect)) {
      const forecasts = figuresIn(middle(report.bills), policy)?.forecasts;
      const [own, fixed] = [report.frontiers?.[policy] ?? [], report.frontiers?.['best fixed cap'] ?? []];
      const [before, after] = [forecasts?.['0'], forecasts?.['1']];
      lines.push(
        `${head(report, policy)} ${percent(own[0])} ${percent(fixed[0])} ${percent(own[1])} ${percent(fixed[1])} |        ${three(before?.auroc)} ${three(before?.ece)}    ${three(before?.ecePerModel)} ${three(before?.ecePerModelByLuck)} |                 ${three(after?.ece)} | ${report.bills.map((bill) => gap(bill, policy)).join(' ')}`,
      );
    }
  }
  if (visible.length > 0) {
    lines.push(
      '\nSummary, visible check. At the price nearest .05: AUROC of the credence of what is submitted, its ECE, wrong among the surest 70%; points above the best fixed cap by price',
    );
    for (const [report, policy] of pairs(visible)) {
      const figures = figuresIn(middle(report.bills), policy);
      const submit = figures?.forecasts.submit;
      lines.push(
        `${head(report, policy)} ${three(submit?.auroc)} ${three(submit?.ece)} ${percent(figures?.wrongAt70)} | ${report.bills.map((bill) => gap(bill, policy)).join(' ')}`,
      );
    }
  }
  return lines.join('\n');
}
