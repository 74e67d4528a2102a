import { auroc, calibrationError } from '../replay/figures.ts';
import { type Row, streams } from '../replay/rows.ts';
import { LOOP_VARIANTS, newMemory, type Played, playTask } from './world.ts';

export interface LoopResult {
  readonly name: string;
  readonly tasks: number;
  readonly solved: number;
  readonly calls: number;
  /** Solved less what the calls cost, per task. */
  readonly utility: number;
  /** Of the product's utility from this one's: the standard error of the mean difference, task by task. */
  readonly error: number;
  /** Of the assessment's credence that the task ends solved. */
  readonly ece: number;
  readonly auroc: number;
  readonly brier: number;
}

/** Every variant on the same tasks in the same order with the same seeds; each model is a stream of its own. */
export async function ablateLoop(
  rows: readonly Row[],
  price: number,
  seed: number,
): Promise<readonly LoopResult[]> {
  const byModel = streams(rows);
  const results: LoopResult[] = [];
  let whole: readonly Played[] | undefined;
  for (const variant of LOOP_VARIANTS) {
    const played: Played[] = [];
    for (const stream of byModel.values()) {
      const memory = newMemory();
      for (const [at, row] of stream.entries())
        played.push(await playTask(row, memory, variant, price, seed + at));
    }
    const mean = (of: (one: Played) => number): number =>
      played.reduce((sum, one) => sum + of(one), 0) / Math.max(1, played.length);
    const worth = ({ solved, calls }: Played): number => Number(solved) - price * calls;
    whole ??= played;
    const differences = played.map((one, at) => worth(one) - worth(whole?.[at] ?? one));
    const told = played.map(({ forecast, solved }) => ({ p: forecast, y: Number(solved) }));
    results.push({
      name: variant.name,
      tasks: played.length,
      solved: mean(({ solved }) => Number(solved)),
      calls: mean(({ calls }) => calls),
      utility: mean(worth),
      error: standardError(differences),
      ece: calibrationError(told),
      auroc: auroc(told),
      brier: mean(({ forecast, solved }) => (forecast - Number(solved)) ** 2),
    });
  }
  return results;
}

function standardError(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1) / values.length);
}
