/** A block as the model wrote it, or as it meant it. */
export interface Written {
  readonly search: readonly string[];
  readonly replace: readonly string[];
  /** Why the replacement cannot be told though the search can, for the model. */
  readonly doubt?: string;
}

type Decoding = (block: Written) => Written | undefined;

/**
 * Undoes what happened to a block on its way: line numbers copied along, fences inside, quote marks of mail, HTML
 * entities, escapes of JSON, typographic quotes. A decoding is believed only when more lines of the search are in the
 * file after it than before it; the replacement then takes it too.
 * @param known how many lines of a search the file has
 */
export function decoded(block: Written, known: (lines: readonly string[]) => number): Written {
  let best = block;
  let most = known(block.search);
  for (const decoding of DECODINGS) {
    if (most === best.search.length) break;
    const other = decoding(best);
    if (other === undefined) continue;
    const count = known(other.search);
    const isFewer = other.search.length - count < best.search.length - most;
    if (count < most || (count === most && !isFewer)) continue;
    best = other;
    most = count;
  }
  return best;
}

const each =
  (change: (text: string) => string): Decoding =>
  ({ search, replace }) => {
    const other = { search: search.map(change), replace: replace.map(change) };
    return other.search.some((line, i) => line !== search[i]) ? other : undefined;
  };

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  amp: '&',
};

/** HTML's entities for marks that code is full of. */
export function withoutEntities(text: string): string {
  return text.replace(
    /&(?:(lt|gt|quot|apos|nbsp|amp)|#(\d{2,5})|#x([\da-f]{2,5}));/gi,
    (_all, name, decimal, hex) =>
      name !== undefined
        ? (ENTITIES[String(name).toLowerCase()] ?? '')
        : String.fromCharCode(Number.parseInt(String(decimal ?? hex), decimal === undefined ? 16 : 10)),
  );
}

/** Typographic quotes, dashes and spaces as a keyboard writes them. */
export function withoutTypography(text: string): string {
  return text
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″]/g, '"')
    .replace(/[‐‑‒–−]/g, '-')
    .replace(/—/g, '--')
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .replace(/\u200b|\u200c|\u200d|\u2060|\ufeff/g, '');
}

/** What JSON escapes. */
function withoutEscapes(text: string): string {
  return text.replace(/\\(["'\\/nt`$])/g, (_all, char: string) =>
    char === 'n' ? '\n' : char === 't' ? '\t' : char,
  );
}

const NUMBER = /^\s*\d{1,6}(?:\t| ?[|│:→>] ?)/;
const PLAIN_NUMBER = /^\s*\d{1,6}[.)]?(?: |$)/;

/** Numbers in front of the lines; a line of the replacement without one is new. */
function withoutNumbers({ search, replace }: Written): Written | undefined {
  const told = search.filter((line) => line.trim() !== '');
  for (const pattern of [NUMBER, PLAIN_NUMBER]) {
    if (told.length === 0 || !told.every((line) => pattern.test(line))) continue;
    // Nothing but the mark itself goes: what follows is indentation.
    const strip = (line: string): string =>
      line.replace(pattern, (mark) => (/[|│:→>] $/.test(mark) && !isSpaced(told) ? ' ' : ''));
    return { search: search.map(strip), replace: replace.map(strip) };
  }
  return undefined;
}

/** Whether every number is followed by a mark and a space, so that the space belongs to the mark. */
function isSpaced(lines: readonly string[]): boolean {
  return lines.every((line) => /^\s*\d{1,6} ?[|│:>](?: |$)/.test(line));
}

const FENCE = /^\s*(?:`{3,}|~{3,})/;

function withoutFences({ search, replace }: Written): Written | undefined {
  const strip = (lines: readonly string[]): readonly string[] => {
    const from = lines.findIndex((line) => line.trim() !== '');
    const to = lines.findLastIndex((line) => line.trim() !== '');
    return from < to && FENCE.test(lines[from] ?? '') && FENCE.test(lines[to] ?? '')
      ? lines.slice(from + 1, to)
      : lines;
  };
  const other = { search: strip(search), replace: strip(replace) };
  return other.search === search ? undefined : other;
}

/** A mark that every line of the search begins with, such as the `>` of mail or the blank of a diff. */
function withoutPrefix({ search, replace }: Written): Written | undefined {
  const told = [...search, ...replace].filter((line) => line.trim() !== '');
  const prefix =
    /^\s*[>|]/.exec(told[0] ?? '')?.[0] ?? (told.every((l) => /^[ +-]/.test(l)) ? '' : undefined);
  if (prefix === undefined) return undefined;
  if (prefix === '') {
    const strip = (line: string): string => line.slice(1);
    const isNew = (line: string): boolean => !line.startsWith('-');
    return {
      search: search.filter((l) => !l.startsWith('+')).map(strip),
      replace: replace.filter(isNew).map(strip),
    };
  }
  if (!told.every((line) => line.startsWith(prefix.trimEnd()))) return undefined;
  const spaced = told.every((line) => line.startsWith(`${prefix} `) || line === prefix);
  const strip = (line: string): string =>
    line.slice(line.startsWith(prefix) ? prefix.length + (spaced ? 1 : 0) : 0);
  return { search: search.map(strip), replace: replace.map(strip) };
}

/** Line breaks that were written as two characters. */
function withBreaks({ search, replace }: Written): Written | undefined {
  if (search.length > 1 || !/\\n/.test(search[0] ?? '')) return undefined;
  const split = (lines: readonly string[]): string[] =>
    lines.flatMap((line) => withoutEscapes(line).split('\n'));
  return { search: split(search), replace: split(replace) };
}

/** Quotes with backslashes before them; and backslashes doubled, if the search tells. */
function unescaped({ search, replace }: Written): Written | undefined {
  const quotes = (line: string): string => line.replace(/\\(["'`$])/g, '$1');
  const all = (line: string): string => line.replace(/\\(["'\\/`$])/g, '$1');
  const isSame = (lines: readonly string[]): boolean => lines.every((line) => quotes(line) === all(line));
  if (isSame(search) && !isSame(replace)) {
    const doubt =
      'doubles some backslashes, and nothing tells whether they are meant; write code as it stands in the file';
    return { search: search.map(quotes), replace, doubt };
  }
  const change = isSame(search) ? quotes : all;
  return { search: search.map(change), replace: replace.map(change) };
}

const DECODINGS: readonly Decoding[] = [
  withoutFences,
  withoutNumbers,
  withoutPrefix,
  withBreaks,
  each((text) => text.replace(/\u200b|\u200c|\u200d|\u2060|\ufeff/g, '').replaceAll('\u00a0', ' ')),
  each(withoutEntities),
  unescaped,
  each((text) => text.replace(/\\([_*[\](){}#+.!<>-])/g, '$1')),
  each(withoutTypography),
];
