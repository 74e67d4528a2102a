import type { RepairTask } from '../repair/corpus.ts';
import { PatchJudge } from '../repair/judge.ts';
import { brierScore, calibrationError } from '../repair/score.ts';
import type { EvalOptions } from './options.ts';
import { type Sample, samplesOf } from './samples.ts';

export const ARMS = ['product', 'one-shot', 'best-of-n'] as const;
export type Arm = (typeof ARMS)[number];

/** How one arm ended on one task. `wrong`: offered, and the hidden tests fail. `abstained`: nothing was offered. */
export interface Ending {
  readonly task: RepairTask;
  readonly verdict: 'solved' | 'wrong' | 'abstained' | 'failed';
  readonly tokens: number;
  readonly dollars: number;
  /** What it claims for its offer; the bare model claims all that it offers to be right. */
  readonly credence?: number;
  readonly note: string;
}

/** What the bare model makes of a task with so many tokens; one look at the visible tests for each sample of best-of-n. */
export async function bareModel(
  task: RepairTask,
  options: EvalOptions,
  tokens: number,
  signal: AbortSignal,
): Promise<Readonly<Record<Exclude<Arm, 'product'>, Ending>>> {
  const judge = new PatchJudge(task);
  const spent = { tokens: 0, dollars: 0 };
  let first: Ending | undefined;
  let best: Ending | undefined;
  let drawn = 0;
  const end = (verdict: Ending['verdict'], note: string): Ending => ({
    ...{ task, verdict, note, ...spent },
    ...(verdict === 'abstained' || verdict === 'failed' ? {} : { credence: 1 }),
  });
  for await (const sample of samplesOf(task, options, signal)) {
    drawn += sample.tokens > 0 ? 1 : 0;
    spent.tokens += sample.tokens;
    spent.dollars += sample.dollars;
    const judged = sample.edits === undefined ? undefined : await judge.judge(sample.edits);
    // One shot is offered whatever it does: nobody has looked.
    first ??=
      judged === undefined
        ? end('abstained', whyNot(sample))
        : end(judged.right ? 'solved' : 'wrong', judged.fault ?? '');
    if (judged?.visible === true) best = end(judged.right ? 'solved' : 'wrong', `sample ${drawn}`);
    if (best !== undefined || sample.over !== undefined || spent.tokens >= tokens) break;
  }
  return {
    'one-shot': first ?? end('abstained', 'no prompt could be made'),
    'best-of-n': best ?? end('abstained', `none of ${drawn} samples passed the visible tests`),
  };
}

function whyNot({ over }: Sample): string {
  return over ?? 'its answer could not be applied';
}

/** Figures of one arm over all tasks. Shares lie in 0..1; null where there is nothing to take a share of. */
export function figuresOf(endings: readonly Ending[]): {
  readonly tasks: number;
  readonly solved: number | null;
  readonly wrong: number | null;
  readonly abstained: number | null;
  readonly failed: number;
  readonly tokens: number;
  readonly dollars: number;
  readonly ece: number | null;
  readonly brier: number | null;
} {
  const share = (among: readonly Ending[], verdict: Ending['verdict']): number | null =>
    among.length === 0 ? null : among.filter((each) => each.verdict === verdict).length / among.length;
  const offers = endings.flatMap(({ credence, verdict }) =>
    credence === undefined ? [] : [{ credence, right: verdict === 'solved' }],
  );
  return {
    tasks: endings.length,
    solved: share(
      endings.filter(({ task }) => task.repairable),
      'solved',
    ),
    wrong: share(endings, 'wrong'),
    abstained: share(endings, 'abstained'),
    failed: endings.filter(({ verdict }) => verdict === 'failed').length,
    tokens: endings.reduce((sum, { tokens }) => sum + tokens, 0),
    dollars: endings.reduce((sum, { dollars }) => sum + dollars, 0),
    ece: calibrationError(offers) ?? null,
    brier: brierScore(offers) ?? null,
  };
}
