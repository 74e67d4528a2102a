import type { Bill, ReportFigures } from './report.ts';

const three = (x: number | undefined): string =>
  (x === undefined || Number.isNaN(x) ? '-' : x.toFixed(3)).padStart(6);
const percent = (x: number | undefined): string =>
  (x === undefined || Number.isNaN(x) ? '-' : (100 * x).toFixed(1)).padStart(5);

/** How far the utility is above that of the best fixed cap in hindsight, in points; below 0 where it is worse. */
function gap({ own, fixed }: Bill): string {
  return (100 * (own.utility - Math.max(...fixed))).toFixed(1).padStart(5);
}

/** The bill at the price nearest to a twentieth of a solved task. */
function middle(bills: readonly Bill[]): Bill | undefined {
  return bills.toSorted((a, b) => Math.abs(a.price - 0.05) - Math.abs(b.price - 0.05))[0];
}

const head = ({ part, source }: ReportFigures): string => `  ${part.padEnd(39)} ${source.padEnd(17)}`;

/** One line for each slice and source: what is to be reached, side by side. */
export function summaryOf(reports: readonly ReportFigures[]): string {
  const prices = reports[0]?.bills.map(({ price }) => price.toFixed(2).padStart(5)).join(' ') ?? '';
  const perfect = reports.filter(({ mode }) => mode === 'perfect');
  const visible = reports.filter(({ mode }) => mode === 'visible');
  const lines: string[] = [];
  if (perfect.length > 0) {
    lines.push(
      '\nSummary, perfect check. Samples (of 100) for 90% and 95% of the solves: own, the best fixed cap; forecasts at the price nearest .05; points above the best fixed cap by price',
      `  ${''.padEnd(57)}  90% fixed   95% fixed | before: AUROC   ECE  per model (luck) | after one failure: ECE | ${prices}`,
    );
    for (const report of perfect) {
      const bill = middle(report.bills);
      const [own, fixed] = [report.frontiers?.credence ?? [], report.frontiers?.['best fixed cap'] ?? []];
      const [before, after] = [bill?.own.forecasts['0'], bill?.own.forecasts['1']];
      lines.push(
        `${head(report)} ${percent(own[0])} ${percent(fixed[0])} ${percent(own[1])} ${percent(fixed[1])} |        ${three(before?.auroc)} ${three(before?.ece)}    ${three(before?.ecePerModel)} ${three(before?.ecePerModelByLuck)} |                 ${three(after?.ece)} | ${report.bills.map(gap).join(' ')}`,
      );
    }
  }
  if (visible.length > 0) {
    lines.push(
      '\nSummary, visible check. At the price nearest .05: AUROC of the credence of what is submitted, its ECE, wrong among the surest 70%; points above the best fixed cap by price',
    );
    for (const report of visible) {
      const bill = middle(report.bills);
      const submit = bill?.own.forecasts.submit;
      lines.push(
        `${head(report)} ${three(submit?.auroc)} ${three(submit?.ece)} ${percent(bill?.own.wrongAt70)} | ${report.bills.map(gap).join(' ')}`,
      );
    }
  }
  return lines.join('\n');
}
