import type { Found } from './found.ts';
import type { Profile } from './profile.ts';
import { indentOf, tokensOf } from './tokens.ts';

/** Whether a line opens a block and the next one is no deeper: the indentation got lost on the way. */
export function opensNothing(texts: readonly string[], at: number): boolean {
  const line = texts[at] ?? '';
  const depths = new Set(texts.filter((text) => text.trim() !== '').map((text) => indentOf(text)));
  if (!/[{:]\s*$/.test(line) || depths.size > 1) return false;
  const next = texts.slice(at + 1).find((text) => text.trim() !== '');
  return next !== undefined && !/^\s*[})\]]/.test(next) && indentOf(next).length <= indentOf(line).length;
}

/** Whether a line stands within round or square brackets that opened above it. */
export function isWithin(texts: readonly string[], at: number): boolean {
  const open: string[] = [];
  for (const text of texts.slice(0, at)) {
    for (const { kind, text: mark } of tokensOf(text)) {
      if (kind !== 'mark') continue;
      if ('([{'.includes(mark)) open.push(mark);
      else if (')]}'.includes(mark)) open.pop();
    }
  }
  return open.at(-1) === '(' || open.at(-1) === '[';
}

/** Lines on each side of a blank one that goes within which the blank lines have to be those of the file. */
const NEAR = 5;

/**
 * Whether the blank lines of a search around one that goes are those of the file, so that it can be told from another:
 * all were found, none was passed over, and where it stands they are as many.
 */
export function hasSameBlanks({ search, file, lines }: Found, s: number, f: number): boolean {
  const found = new Set(lines);
  for (const way of [-1, 1] as const) {
    let at = f;
    for (let k = s + way; Math.abs(k - s) <= NEAR && k >= 0 && k < lines.length; k += way) {
      const line = lines[k];
      if (line === undefined) {
        if (search.kind[k] === 'blank') return false;
        continue;
      }
      // Far away another part of the block begins.
      if (Math.abs(line - at) > NEAR) break;
      for (let between = at + way; between !== line; between += way)
        if (file.kind[between] === 'blank' && !found.has(between)) return false;
      at = line;
    }
  }
  const run = (profile: Profile, at: number): number => {
    let [from, to] = [at, at];
    while (profile.kind[from - 1] === 'blank') from -= 1;
    while (profile.kind[to + 1] === 'blank') to += 1;
    return to - from;
  };
  return run(search, s) === run(file, f);
}
