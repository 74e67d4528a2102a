import { type Block, closesFence, type LineReader, Refusal } from './blocks.ts';

/** The marks of a block, in the ways that models write them. */
const SEARCH = /^[\s>]{0,12}(?:<{4,12}|-{5,9})\s*(?:SEARCH|ORIGINAL|FIND|HEAD|OLD|BEFORE)\b:?\s*(\S*)\s*$/;
const DIVIDER = /^[\s>]{0,12}={5,12}\s*$/;
const REPLACE =
  /^[\s>]{0,12}(?:>{4,12}|\+{5,9})\s*(?:REPLACE|UPDATED|MODIFIED|NEW|AFTER|END|HEAD)?\b\s*\S*\s*$/;

export const beginsChange = (line: string): boolean => SEARCH.test(line);

/** The end of a block; a row of dashes or equal signs in prose is none. */
export const endsChange = (line: string): boolean => REPLACE.test(line) && /REPLACE|UPDATED/.test(line);

/** What may stand behind the first mark. */
export function nameBehind(line: string): string {
  return SEARCH.exec(line)?.[1] ?? '';
}

/**
 * The rest of a change whose first mark has just been read.
 * @param fence what opened the fence around it
 */
export function readChange(
  reader: LineReader,
  fence: string | undefined,
): Pick<Block & { kind: 'change' }, 'search' | 'replace'> {
  const first = reader.lines[reader.at - 1] ?? '';
  const body: string[] = [];
  const end = endOf(reader, fence);
  while (reader.at < end) body.push(reader.next() ?? '');
  // The closing fence is left to the caller.
  if (REPLACE.test(reader.peek() ?? '')) reader.next();
  const divider = dividerIn(body, first);
  return { search: body.slice(0, divider), replace: body.slice(divider + 1) };
}

/** The line that ends the change: its mark, or the end of the fence where the mark was forgotten. */
function endOf(reader: LineReader, fence: string | undefined): number {
  const { lines, at } = reader;
  const divider = lines.findIndex((line, i) => i >= at && DIVIDER.test(line));
  const isDivided = (to: number): boolean => divider >= 0 && divider < to;
  let closed: number | undefined;
  for (let i = at; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    if (REPLACE.test(line) && isDivided(i)) return i;
    if (SEARCH.test(line)) {
      if (closed !== undefined) return closed;
      throw new Refusal(
        `An edit is malformed: “${line.trim()}” comes where “${isDivided(i) ? '>>>>>>> REPLACE' : '======='}” should.`,
      );
    }
    if (REPLACE.test(line) && endsChange(line))
      throw new Refusal(`An edit is malformed: “${line.trim()}” comes where “=======” should.`);
    if (closed === undefined && fence !== undefined && closesFence(line, fence) && isDivided(i)) closed = i;
  }
  if (closed !== undefined) return closed;
  throw new Refusal(
    `The reply is cut off inside an edit: “${isDivided(lines.length) ? '>>>>>>> REPLACE' : '======='}” is missing.`,
  );
}

/** The line between the two halves; equal signs may also underline a heading. */
function dividerIn(body: readonly string[], first: string): number {
  const all = body.flatMap((line, i) => (DIVIDER.test(line) ? [i] : []));
  const indent = /^[\s>]*/.exec(first)?.[0] ?? '';
  const plain = all.filter((i) => body[i]?.trimEnd() === `${indent}=======`);
  const [only] = all.length === 1 ? all : plain;
  if (only === undefined || (all.length > 1 && plain.length !== 1))
    throw new Refusal(
      'An edit is malformed: it has more than one “=======”. Use one between SEARCH and REPLACE.',
    );
  return only;
}
