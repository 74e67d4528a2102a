import type { PromptPart, Sources } from '../../loop/rooms.ts';
import type { RankedFile } from '../map/rank.ts';
import type { Tag } from '../map/tags.ts';
import { estimateTokens } from '../pack/tokens.ts';
import { isTestFile } from '../source-files.ts';

/** Files whose outlines the map shows, and definitions of each. */
const OUTLINED = 16;
const SYMBOLS = 6;
/** The share of the budget that outlines may take together. */
const MAP_SHARE = 0.2;
/** Below this a variable is a detail of its file. */
const NOTED = 0.2;
/** Files of which whole definitions are offered, and how many of each. */
const QUOTED = 10;
const QUOTES = 3;
/** Longer definitions are offered by their outline alone. In lines. */
const LONGEST = 60;
const WIDEST = 140;
const OUTLINE_VALUE = 0.25;
const QUOTE_VALUE = 0.35;
/** What is worth less is not worth its price, even where there is room. */
const LEAST = 0.08;

/** Lines of a file, 0-based, `to` not included, and the heading that they stand under. */
interface Shown {
  readonly heading: string;
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/**
 * What the map found, as parts: an outline of each file, and the definitions that matter most.
 * @param budget tokens of the whole prompt
 * @param shown code that is in the prompt already: more of its file is shown there, and nothing twice
 */
export function foundParts(
  ranked: readonly RankedFile[],
  sources: Sources,
  budget: number,
  shown: readonly Shown[],
): readonly PromptPart[] {
  let room = MAP_SHARE * budget;
  const outlines = ranked.slice(0, OUTLINED).flatMap((file): PromptPart[] => {
    // What a test defines is for itself.
    const text = isTestFile(file.path) ? '' : outlineOf(file, sources);
    room -= estimateTokens(text);
    if (text === '' || room < 0) return [];
    return [
      {
        source: 'repository map',
        heading: 'Repository map',
        about: file.path,
        data: true,
        value: OUTLINE_VALUE * file.score,
        text,
      },
    ];
  });
  const quotes = ranked
    .slice(0, QUOTED)
    .flatMap((file) =>
      quotesOf(
        file,
        shown.filter(({ path }) => path === file.path),
      ),
    )
    .filter(({ value }) => value >= LEAST);
  return [...outlines, ...quotes];
}

function quotesOf(
  { path, score: fileScore, symbols, why }: RankedFile,
  shown: readonly Shown[],
): PromptPart[] {
  return (
    symbols
      .filter(({ tag }) => tag.kind !== 'variable' && tag.endLine - tag.line < LONGEST)
      // One line of a class or an interface says no more than the outline.
      .filter(({ tag }) => tag.owner === '' || tag.endLine > tag.line)
      .filter(({ tag }) => !shown.some(({ from, to }) => from < tag.line && tag.endLine <= to))
      .slice(0, QUOTES)
      .map(({ tag, score }) => ({
        source: path,
        heading: shown[0]?.heading ?? `Related code: ${path} (${why})`,
        data: true,
        value: QUOTE_VALUE * fileScore * score,
        code: { path, from: tag.line - 1, to: tag.endLine },
      }))
  );
}

/** The path, and the first line of each of its best definitions in the order of the file. */
function outlineOf({ path, symbols }: RankedFile, sources: Sources): string {
  const lines = sources.read(path)?.split(/\r\n|\n|\r/);
  if (lines === undefined) return '';
  const shown = symbols
    .filter(({ tag, score }) => tag.kind !== 'variable' || score >= NOTED)
    .slice(0, SYMBOLS)
    .map(({ tag }) => tag)
    .toSorted((a, b) => a.line - b.line);
  if (shown.length === 0) return '';
  return [path, ...new Set(shown.map((tag) => signature(tag, lines)))].join('\n');
}

function signature(tag: Tag, lines: readonly string[]): string {
  const text = (lines[tag.line - 1] ?? tag.name).trim();
  return `${tag.line}|${tag.owner === '' ? '' : '  '}${text.length > WIDEST ? `${text.slice(0, WIDEST)}…` : text}`;
}
