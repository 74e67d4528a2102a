import { decoded, type Written } from './decode.ts';
import { doubtIn } from './doubt.ts';
import { isElision } from './elision.ts';
import { locateExactly } from './exact.ts';
import { expanded } from './expand.ts';
import { shown } from './found.ts';
import type { Hunk } from './lines.ts';
import { type Location, locateByAlignment, locateLoosely, locateSqueezed } from './locate.ts';
import { locateElided } from './locate-elided.ts';
import { type Profile, profileOf } from './profile.ts';
import { unformatted } from './reflow.ts';
import type { FileView } from './view.ts';
import { windows } from './windows.ts';

/** What a block does to the lines of a file, or why it is refused, in words that a model can act upon. */
export type LineReading = { readonly hunks: readonly Hunk[] } | { readonly refused: string };

/** Carries out one search-and-replace on the lines of a file. */
export function readLines(
  path: string,
  block: Written & { readonly bare?: Written },
  file: FileView,
): LineReading {
  const { texts } = file;
  const { search, replace, doubt: escapes } = meant(block, texts);
  if (escapes !== undefined) return { refused: `REPLACE in an edit of ${path} ${escapes}.` };
  if (search.every((line) => line.trim() === '')) return emptySearch(path, replace, texts);
  if (search.length === replace.length && search.every((line, i) => line === replace[i]))
    return { hunks: [] };
  const doubt = doubtIn(path, { search, replace }, texts);
  if (doubt !== undefined) return { refused: doubt };
  const location = locate(search, replace, file);
  if (location.kind !== 'placed') return { refused: reasonFor(path, location, search) };
  const twice = repeated(search, replace, location.hunks, texts);
  return twice === undefined ? { hunks: location.hunks } : { refused: twice };
}

/** The block as the model meant it, where what was written is not in the file. */
function meant(block: Written & { readonly bare?: Written }, texts: readonly string[]): Written {
  const isThere = ({ search }: Written): boolean => windows(search, texts).length > 0;
  const filled = (block: Written): Written => ({ ...block, replace: expanded(block.search, block.replace) });
  if (isThere(block)) return filled({ search: block.search, replace: block.replace });
  if (block.bare !== undefined && isThere(block.bare)) return filled(block.bare);
  const written = new Set(texts);
  const verbatim = (lines: readonly string[]): number => lines.filter((line) => written.has(line)).length;
  const { bare } = block;
  const isBare = bare !== undefined && verbatim(bare.search) > verbatim(block.search);
  const trimmed = (line: string): string => line.replace(/^[ \t]+|[ \t]+$/g, '');
  const known = new Set(texts.map(trimmed));
  return filled(
    decoded(isBare ? bare : block, (lines) => lines.filter((line) => known.has(trimmed(line))).length),
  );
}

/** Finds the search: as it is, but for space, but for comments, by alignment, and in the end word by word. */
function locate(search: readonly string[], replace: readonly string[], file: FileView): Location {
  const exact = locateExactly(search, replace, file.texts);
  if (exact !== undefined) return exact;
  // The file first: its lines get their numbers before those of the block.
  const { profile, numbers } = file;
  const of = (lines: readonly string[]): Profile => profileOf(lines, numbers);
  const [s, r] = [of(search), of(replace)];
  const loose = locateLoosely(s, r, file);
  if (loose !== undefined) return loose;
  const squeezed = locateSqueezed(s, r, file);
  if (squeezed?.kind === 'placed' || squeezed?.kind === 'ambiguous') return squeezed;
  const plain = mayBeReformatted(s, file) ? unformatted({ search, replace }, file.texts) : undefined;
  if (plain !== undefined) {
    const [s2, r2] = [of(plain.search), of(plain.replace)];
    const found = locateLoosely(s2, r2, file) ?? locateSqueezed(s2, r2, file);
    if (found?.kind === 'placed') return found;
  }
  const elided = new Set(
    search.flatMap((line, i) => (isElision(line) && !profile.texts.includes(line) ? [i] : [])),
  );
  const between = locateElided(s, r, profile, elided);
  return between?.kind === 'placed' || between?.kind === 'ambiguous'
    ? between
    : locateByAlignment(s, r, file, elided);
}

/** Whether the file has the lines of the search that it lacks after all, but for the space in them. */
function mayBeReformatted(search: Profile, { texts, profile }: FileView): boolean {
  const known = new Set(profile.key);
  const missing = search.texts.filter((_, s) => search.kind[s] === 'code' && !known.has(search.key[s] ?? 0));
  if (missing.length === 0) return false;
  const squeezed = (text: string): string =>
    text
      .replace(/\s+/g, '')
      .replace(/["`]/g, "'")
      .replace(/,(?=[)\]}])/g, '');
  const all = squeezed(texts.join('\n'));
  return missing.every((line) => all.includes(squeezed(line).replace(/[,;]$/, '')));
}

function emptySearch(path: string, replace: readonly string[], texts: readonly string[]): LineReading {
  if (texts.every((line) => line.trim() === ''))
    return { hunks: [{ from: 0, to: texts.length, lines: replace }] };
  return { refused: `An edit of ${path} has an empty SEARCH, so it does not say where it belongs.` };
}

function reasonFor(
  path: string,
  location: Exclude<Location, { kind: 'placed' }>,
  search: readonly string[],
): string {
  if (location.kind === 'ambiguous') {
    const places = location.at.slice(0, 4).join(', ');
    return `An edit of ${path} fits more than one place (lines ${places}). Add a neighbouring line to SEARCH.`;
  }
  if (location.kind === 'stale')
    return `An edit of ${path} is about a line that is not in the file as it is: “${location.line}”. Copy the lines exactly.`;
  if (location.kind === 'unclear')
    return `In an edit of ${path} it cannot be told ${location.why}. Copy the lines of SEARCH exactly, without leaving any out.`;
  const [line = ''] = search.filter((l) => l.trim() !== '');
  return `SEARCH was not found in ${path}; it begins “${shown(line)}”. Copy the lines exactly as shown.`;
}

/** Lines at the end of REPLACE that SEARCH lacks and the file has right there: they would stand there twice. */
function repeated(
  search: readonly string[],
  replace: readonly string[],
  hunks: readonly Hunk[],
  texts: readonly string[],
): string | undefined {
  const last = hunks.at(-1);
  const first = hunks[0];
  const isTelling = (lines: readonly string[]): boolean => lines.join('').replace(/[\s\W]/g, '').length >= 12;
  const same = (a: string | undefined, b: string | undefined): boolean => a?.trim() === b?.trim();
  const ends = search.at(-1) !== replace.at(-1);
  if (last !== undefined && ends) {
    for (let n = Math.min(last.lines.length, 12); n > 0; n -= 1) {
      const tail = last.lines.slice(-n);
      if (
        last.lines.length > n - 1 &&
        isTelling(tail) &&
        tail.every((line, i) => same(line, texts[last.to + i]))
      )
        return twice(tail[0]);
    }
  }
  if (first !== undefined && search[0] !== replace[0]) {
    for (let n = Math.min(first.lines.length, 12); n > 0; n -= 1) {
      const head = first.lines.slice(0, n);
      if (isTelling(head) && head.every((line, i) => same(line, texts[first.from - n + i])))
        return twice(head[0]);
    }
  }
  return undefined;
}

function twice(line = ''): string {
  return `REPLACE repeats a line that the file has beside the edit and SEARCH lacks: “${shown(line)}”. Begin and end both with the same lines.`;
}
