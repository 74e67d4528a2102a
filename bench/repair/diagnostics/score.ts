import { median } from '../../verify/statistics.ts';

/** What became of one case. */
export interface CaseResult {
  readonly id: string;
  readonly code: string;
  readonly heldOut: boolean;
  /** `wrong`: offered as verified, and it is not right. */
  readonly ending: 'solved' | 'wrong' | 'declined';
  /** The product's own credence in what it offered; its chance of being right by its own words. */
  readonly credence: number;
  readonly seconds: number;
  readonly candidates: number;
  /** For people: what was offered, or why nothing was. */
  readonly title: string;
  /** Why it is wrong. */
  readonly fault?: string;
}

export interface DiagnosticFigures {
  readonly cases: number;
  /** Shares of all cases, in 0..1. */
  readonly solved: number;
  readonly wrong: number;
  readonly declined: number;
  readonly medianSeconds: number;
  /** Expected calibration error of what was offered, over ten bins of equal width (Naeini et al., 2015). */
  readonly ece: number;
  readonly byCode: Readonly<
    Record<string, { readonly solved: number; readonly wrong: number; readonly declined: number }>
  >;
}

/** Figures of some cases; `byCode` counts them. */
export function score(results: readonly CaseResult[]): DiagnosticFigures {
  const count = (ending: CaseResult['ending'], among = results): number =>
    among.filter((each) => each.ending === ending).length;
  const share = (ending: CaseResult['ending']): number => count(ending) / Math.max(1, results.length);
  const codes = [...new Set(results.map(({ code }) => code))].toSorted(
    (a, b) => Number(a.slice(2)) - Number(b.slice(2)),
  );
  return {
    cases: results.length,
    solved: share('solved'),
    wrong: share('wrong'),
    declined: share('declined'),
    medianSeconds: median(results.map(({ seconds }) => seconds)),
    ece: calibrationError(results.filter(({ ending }) => ending !== 'declined')),
    byCode: Object.fromEntries(
      codes.map((code) => {
        const among = results.filter((each) => each.code === code);
        return [
          code,
          {
            solved: count('solved', among),
            wrong: count('wrong', among),
            declined: count('declined', among),
          },
        ];
      }),
    ),
  };
}

const BINS = 10;

/** Mean distance of credence and share of right ones, each bin by its number; 0 of nothing. */
function calibrationError(offered: readonly CaseResult[]): number {
  let error = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const within = offered.filter(({ credence }) => Math.min(BINS - 1, Math.floor(credence * BINS)) === bin);
    const right = within.filter(({ ending }) => ending === 'solved').length;
    const believed = within.reduce((sum, { credence }) => sum + credence, 0);
    error += Math.abs(right - believed) / Math.max(1, offered.length);
  }
  return error;
}
