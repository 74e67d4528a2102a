import type * as z from 'zod/mini';

/** A line of a log that is not empty, and what it says where this version can tell. */
export interface LogLine<T> {
  readonly text: string;
  readonly record?: T;
  /** False for one that a kill cut. */
  readonly isWhole: boolean;
}

/** A torn or foreign line has no record, and is never an error. */
export function logLines<T>(lines: readonly string[], schema: z.ZodMiniType<T>): readonly LogLine<T>[] {
  return lines.flatMap((text): readonly LogLine<T>[] => {
    if (text.trim() === '') return [];
    try {
      const parsed = schema.safeParse(JSON.parse(text));
      return [{ text, isWhole: true, ...(parsed.success ? { record: parsed.data } : {}) }];
    } catch {
      return [{ text, isWhole: false }];
    }
  });
}

/**
 * The text of a log, shorter. What a later version wrote is not thrown away by an earlier one: lines that cannot be
 * understood stay as they are, with what was forgotten after them, and so does what is not known of a line that can be.
 * @param compact the same in fewer records
 * @returns undefined where hardly anything can be understood
 */
export function shorterLog<T extends { readonly type: string }>(
  lines: readonly LogLine<T>[],
  compact: (records: readonly T[]) => readonly T[],
): string | undefined {
  const texts = new Map(
    lines.flatMap(({ record, text }) => (record === undefined ? [] : [[record, text] as const])),
  );
  if (texts.size < lines.length / 2) return undefined;
  const isForeign = ({ record, isWhole }: LogLine<T>): boolean => isWhole && record === undefined;
  const first = lines.findIndex(isForeign);
  // No reset that was meant for what a later version wrote is lost.
  const foreign = lines.filter(
    (line, at) => isForeign(line) || (first >= 0 && at > first && line.record?.type === 'reset'),
  );
  const short = compact([...texts.keys()]).map((record) => texts.get(record) ?? JSON.stringify(record));
  return [...foreign.map(({ text }) => text), ...short].map((line) => `${line}\n`).join('');
}
