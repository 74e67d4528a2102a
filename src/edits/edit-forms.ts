import { mean } from '../belief/beta.ts';
import { seededRandom } from '../belief/random.ts';
import type { EditForm, EditForms, FormRecords } from '../loop/rooms.ts';
import {
  beliefInFormat,
  chooseFormat,
  type EditFormat,
  type FormatRecords,
  formatOf,
  recordFormat,
} from './formats.ts';
import { createReplyReader } from './reply-reader.ts';

/** What a prompt takes: it is sent again when its reply cannot be applied. */
const PROMPT = 2500;
/** An answer's token costs several times as much as a prompt's, in money and in time. */
const WRITING = 5;
/** Tokens of a change in a few lines, with what is copied to find its place. */
const SMALL_CHANGE = { blocks: 150, diff: 140 };

const NAMES: Readonly<Record<EditFormat, string>> = {
  blocks: 'search and replace',
  symbol: 'one whole declaration',
  file: 'the whole file',
  diff: 'a unified diff',
};

/** Chooses the form of edits per model, by what of its replies could be applied (`formats.ts`). */
export function createEditForms(memory: FormRecords = inMemory()): EditForms {
  return {
    choose: (model, { file, symbol }, seed): EditForm => {
      const records: FormatRecords = memory.of(model);
      const price = (tokens: number): number => PROMPT + WRITING * tokens;
      const format = chooseFormat(
        records,
        {
          blocks: price(SMALL_CHANGE.blocks),
          diff: price(SMALL_CHANGE.diff),
          ...(file === undefined ? {} : { file: price(file) }),
          ...(symbol === undefined ? {} : { symbol: price(symbol) }),
        },
        seededRandom(seed),
      );
      const { applied, refused } = records[format] ?? { applied: 0, refused: 0 };
      const seen = applied + refused === 0 ? 'none seen yet' : `${applied} of ${applied + refused} applied`;
      const chance = Math.round(100 * mean(beliefInFormat(format, records)));
      return {
        ...createReplyReader(format),
        name: format,
        why: `${NAMES[format]}: ${chance}% of ${model}'s replies in it should apply (${seen})`,
      };
    },
    read: createReplyReader().read,
    record: (model, asked, reply, isApplied) => memory.add(model, formatOf(reply) ?? asked, isApplied),
  };
}

function inMemory(): FormRecords {
  const known = new Map<string, FormatRecords>();
  return {
    of: (model) => known.get(model) ?? {},
    add: (model, form, isApplied) => {
      known.set(model, recordFormat(known.get(model) ?? {}, form as EditFormat, isApplied));
    },
  };
}
