import { join } from 'node:path';
import * as z from 'zod/mini';
import type { FormRecords } from '../loop/rooms.ts';
import { lastLines, openBoundedLog } from './bounded-log.ts';
import { readJsonLines } from './json-lines.ts';

/** The replies that count: a model that has changed behind its name is known anew after so many. */
const REMEMBERED = 2000;
const MOST_BYTES = 500_000;

const line = z.object({
  model: z.string().check(z.minLength(1), z.maxLength(200)),
  form: z.string().check(z.regex(/^[a-z]{1,20}$/)),
  applied: z.boolean(),
});

/**
 * Which replies of each model could be applied, by the form of their edits: `<state>/edit-forms.jsonl`, a line for each
 * reply. What cannot be read or written is counted for this process alone.
 */
export function openFormRecords(stateFolder: string): FormRecords {
  const file = join(stateFolder, 'edit-forms.jsonl');
  const log = openBoundedLog(file, MOST_BYTES, lastLines(REMEMBERED));
  const lines = readJsonLines(file, line).slice(-REMEMBERED);
  return {
    of: (model) => {
      const counts: Record<string, { applied: number; refused: number }> = {};
      for (const { form, applied } of lines.filter((each) => each.model === model)) {
        const count = counts[form] ?? { applied: 0, refused: 0 };
        if (applied) count.applied += 1;
        else count.refused += 1;
        counts[form] = count;
      }
      return counts;
    },
    add: (model, form, applied) => {
      const added = { model: model.slice(0, 200), form, applied };
      lines.push(added);
      log.append([JSON.stringify(added)], false);
    },
  };
}
