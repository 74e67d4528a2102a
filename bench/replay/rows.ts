import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod/mini';

const bits = z.string().check(z.regex(/^[01]+$/));
const label = z.nullish(z.union([z.string(), z.number()]));

/** A row: one model's independent samples of one problem. Fields that nothing here uses are left out. */
const row = z.object({
  s: z.string(),
  m: z.string(),
  p: z.string(),
  n: z.number(),
  hid: bits,
  vis: z.nullish(bits),
  out: z.nullish(z.string()),
  d: label,
  g: label,
  t: z.nullish(z.string()),
  f: z.nullish(z.record(z.string(), z.unknown())),
  cost: z.nullish(z.array(z.nullable(z.number()))),
  role: z.nullish(z.string()),
  rep: z.nullish(z.number()),
});
export type Row = z.infer<typeof row>;

export function readRows(path: string): readonly Row[] {
  const bytes = readFileSync(path);
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString();
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => row.parse(JSON.parse(line)));
}

const digest = (text: string): string => createHash('md5').update(text).digest('hex');

/** Streams of one model each, oldest problem first and in no particular order within a day. */
export function streams(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const order = new Map(rows.map((row) => [row.p, digest(row.p)]));
  const result = new Map<string, Row[]>();
  for (const row of rows) {
    const stream = result.get(row.m) ?? [];
    stream.push(row);
    result.set(row.m, stream);
  }
  for (const stream of result.values()) {
    stream.sort((a, b) => {
      const [x, y] = [a.t ?? '', b.t ?? ''];
      if (x !== y) return x < y ? -1 : 1;
      return (order.get(a.p) ?? '') < (order.get(b.p) ?? '') ? -1 : 1;
    });
  }
  return result;
}
