import { readFileSync } from 'node:fs';
import type * as z from 'zod/mini';

/** The lines of a file of ours that the schema knows. A torn or foreign line is passed over; no file holds none. */
export function readJsonLines<T>(file: string, schema: z.ZodMiniType<T>): T[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    try {
      const parsed = schema.safeParse(JSON.parse(line));
      return parsed.success ? [parsed.data] : [];
    } catch {
      return [];
    }
  });
}
