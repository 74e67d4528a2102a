import { redact as redactShapes } from '../../loop/redact.ts';
import type { OmittedPart, PackedParts, PromptPart, Sources } from '../../loop/rooms.ts';
import { choose } from './knapsack.ts';
import { blocksOf, clipped, textOf } from './show.ts';
import { estimateTokens } from './tokens.ts';

/** What a heading and its tags take. */
const AROUND = 14;
const LONGEST_HEADING = 300;

/**
 * Fits parts into a budget: first those with a share, each cut to it; then the others by what they are worth per token. The
 * order of the parts stays.
 */
export function packParts(
  parts: readonly PromptPart[],
  sources: Sources,
  redact: (text: string) => string,
  budget: number,
): PackedParts {
  // Secrets go before anything is cut: half a secret has no shape by which it is known.
  const clean = parts
    .map((part): PromptPart => ('text' in part ? { ...part, text: redact(part.text) } : part))
    .filter((part) => textOf([part], sources).trim() !== '');
  const kept = new Map<PromptPart, PromptPart>();
  const headings = new Set<string>();
  const open: { readonly part: PromptPart; readonly size: number }[] = [];
  let room = budget;
  const sizeOf = (part: PromptPart): number =>
    estimateTokens(redact(textOf([part], sources))) + AROUND + estimateTokens(part.heading);
  for (const part of clean) {
    const { share } = part;
    if (share === undefined) {
      open.push({ part, size: sizeOf(part) });
      continue;
    }
    const most = Math.min(room, Math.floor(share * budget));
    const fixed = cutTo(part, most - AROUND - estimateTokens(part.heading), sources, redact);
    if (fixed === undefined) continue;
    kept.set(part, fixed);
    headings.add(part.heading);
    room -= sizeOf(fixed);
  }
  const chosen = choose(
    open.map(({ part, size }) => ({ size, value: part.value, about: part.about ?? part.source })),
    Math.max(0, room),
  );
  for (const place of chosen) {
    const part = open[place]?.part;
    if (part !== undefined) kept.set(part, part);
  }
  const omitted = open.flatMap(({ part, size }): OmittedPart[] =>
    kept.has(part)
      ? []
      : [{ source: part.source, tokens: size, why: 'other parts are worth more per token' }],
  );
  // The reply must name the file: its path tells no secret, though a value of an env file may be a word in it.
  const redactAround = (text: string, path: string): string =>
    sources.read(path) === undefined ? redact(text) : text.split(path).map(redact).join(redactShapes(path));
  const blocks = blocksOf(
    clean.flatMap((part) => kept.get(part) ?? []),
    sources,
  ).map((block) => ({
    ...block,
    source: redactAround(block.source, block.source),
    // A file's name may hold line ends; a heading must not begin another one.
    heading: redactAround(block.heading, block.source).replace(/\s+/g, ' ').slice(0, LONGEST_HEADING),
    text: redact(block.text),
  }));
  return { blocks, omitted };
}

/** A part that takes at most so many tokens; undefined when nothing of it does. */
function cutTo(
  part: PromptPart,
  tokens: number,
  sources: Sources,
  redact: (text: string) => string,
): PromptPart | undefined {
  const text = redact(textOf([part], sources));
  if (tokens <= 0) return undefined;
  if (estimateTokens(text) <= tokens) return part;
  const { source, heading, data, value, share, about } = part;
  const cut = clipped(text, tokens, estimateTokens);
  if (cut === '') return undefined;
  return {
    source,
    heading,
    data,
    value,
    text: cut,
    ...(share === undefined ? {} : { share }),
    ...(about === undefined ? {} : { about }),
  };
}
