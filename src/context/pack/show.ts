import type { PromptBlock, PromptPart, Sources } from '../../loop/rooms.ts';

const LINE_END = /\r\n|\n|\r/;

/** Text of parts that are shown together: pieces of code merged by their lines, other texts below each other. */
export function textOf(parts: readonly PromptPart[], sources: Sources): string {
  const texts = parts.flatMap((part) => ('text' in part ? [part.text] : []));
  const pieces = parts.flatMap((part) => ('code' in part ? [part.code] : []));
  const paths = [...new Set(pieces.map(({ path }) => path))];
  const code = paths.map((path) => {
    const lines = sources.read(path)?.split(LINE_END);
    if (lines === undefined) return '';
    return merged(pieces.filter((piece) => piece.path === path))
      .map(({ from, to }) =>
        lines
          .slice(Math.max(0, from), to)
          .map((line, i) => `${Math.max(0, from) + i + 1}|${line}`)
          .join('\n'),
      )
      .join('\n\n');
  });
  return [...texts, ...code].filter((text) => text.trim() !== '').join('\n');
}

interface Lines {
  readonly from: number;
  readonly to: number;
}

function merged(ranges: readonly Lines[]): Lines[] {
  const result: Lines[] = [];
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && from <= last.to) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    } else result.push({ from, to });
  }
  return result;
}

/** Blocks in the order in which their headings first come. */
export function blocksOf(parts: readonly PromptPart[], sources: Sources): PromptBlock[] {
  const byHeading = new Map<string, PromptPart[]>();
  for (const part of parts) byHeading.set(part.heading, [...(byHeading.get(part.heading) ?? []), part]);
  return [...byHeading].flatMap(([heading, together]) => {
    const [first] = together;
    const text = textOf(together, sources);
    return first === undefined || text === ''
      ? []
      : [{ source: first.source, heading, text, data: first.data }];
  });
}

/** As many whole lines as fit into some tokens, with a word that there was more. */
export function clipped(text: string, tokens: number, tokensOf: (text: string) => number): string {
  if (tokensOf(text) <= tokens) return text;
  const kept: string[] = [];
  let used = 4;
  for (const line of text.split('\n')) {
    used += tokensOf(line) + 1;
    if (used > tokens) break;
    kept.push(line);
  }
  if (kept.length > 0) return `${kept.join('\n')}\n(cut)`;
  // One long line: no token is shorter than a character.
  return tokens <= 4 ? '' : `${text.slice(0, tokens - 4)} (cut)`;
}
