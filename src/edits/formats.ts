import { type Beta, betaFromMean, mean, observe, sampleBeta } from '../belief/beta.ts';
import type { Random } from '../belief/random.ts';
import { parseReply } from './parse.ts';

/** How a model may write an edit. */
export type EditFormat = 'blocks' | 'symbol' | 'file' | 'diff';

/** How many replies of a model in a format could be applied, and how many could not. */
export interface FormatRecord {
  readonly applied: number;
  readonly refused: number;
}

export type FormatRecords = Readonly<Partial<Record<EditFormat, FormatRecord>>>;

/**
 * Share of replies that apply, before anything is known of a model: whole files hardly ever fail, blocks seldom, and
 * small models are at a loss with diffs (medians of published results for many models).
 */
const PRIOR: Readonly<Record<EditFormat, number>> = { blocks: 0.9, symbol: 0.93, file: 0.97, diff: 0.8 };
/** How many replies the prior is worth: a few failures of a model soon outweigh it. */
const PRIOR_STRENGTH = 6;

/** The belief that a reply of the model in the format can be applied. */
export function beliefInFormat(format: EditFormat, records: FormatRecords): Beta {
  const { applied, refused } = records[format] ?? { applied: 0, refused: 0 };
  return observe(betaFromMean(PRIOR[format], PRIOR_STRENGTH), applied, refused);
}

/**
 * Chooses the format with the fewest tokens to be expected until a reply applies: tokens over the chance that one
 * does. With a source of random numbers the chance is drawn from its posterior (Thompson, 1933), so that a format is
 * given up only when it is surely worse; without, its mean counts.
 * @param tokens what a reply takes in each format that suits the code at hand: a whole file only when it is small
 */
export function chooseFormat(
  records: FormatRecords,
  tokens: Readonly<Partial<Record<EditFormat, number>>>,
  random?: Random,
): EditFormat {
  const formats = (Object.keys(PRIOR) as EditFormat[]).filter((format) => tokens[format] !== undefined);
  const price = (format: EditFormat): number => {
    const belief = beliefInFormat(format, records);
    const chance = random === undefined ? mean(belief) : sampleBeta(belief, random);
    return (tokens[format] ?? 0) / Math.max(chance, 1e-6);
  };
  let best: EditFormat = 'blocks';
  let least = Number.POSITIVE_INFINITY;
  for (const format of formats) {
    const cost = price(format);
    if (cost < least) [best, least] = [format, cost];
  }
  return best;
}

/** The records with one more reply. */
export function recordFormat(records: FormatRecords, format: EditFormat, isApplied: boolean): FormatRecords {
  const { applied, refused } = records[format] ?? { applied: 0, refused: 0 };
  return {
    ...records,
    [format]: isApplied ? { applied: applied + 1, refused } : { applied, refused: refused + 1 },
  };
}

/** The format that a reply is written in: that of its first edit; undefined when it holds none or cannot be read. */
export function formatOf(reply: string): EditFormat | undefined {
  const parsed = parseReply(reply);
  const first = parsed.kind === 'blocks' ? parsed.blocks[0] : undefined;
  if (first === undefined || first.kind === 'delete' || first.kind === 'rename') return undefined;
  return first.kind === 'change' ? (first.isDiff === true ? 'diff' : 'blocks') : first.kind;
}
