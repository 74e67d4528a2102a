import type { ReplyReader, ReplyReading, Sources } from '../loop/rooms.ts';
import type { FileEdit } from '../loop/types.ts';
import { anchor } from './anchor.ts';
import { type Block, parseBlocks } from './blocks.ts';
import { deltaOf } from './delta.ts';
import { reindenter } from './indentation.ts';
import { INSTRUCTIONS } from './instructions.ts';
import { type Hunk, linesOf } from './lines.ts';
import { readPath } from './paths.ts';
import { replacementsOf } from './replacements.ts';

/** What a block does to its file, or why it cannot. */
type Reading =
  | { readonly hunks: readonly Hunk[] }
  | { readonly create: string }
  | { readonly refused: string };

/** A whole file may replace an existing one only when it keeps at least this share of its lines. */
const LEAST_KEPT = 0.4;

/**
 * Reads search-and-replace blocks and whole files from a reply, and applies what the model changed rather than what
 * it remembered of the context. Whatever is ambiguous, stale, cut or malformed is refused in plain words.
 */
export function createReplyReader(): ReplyReader {
  return { instructions: INSTRUCTIONS, read };
}

function read(reply: string, sources: Sources): ReplyReading {
  const refused = (reason: string): ReplyReading => ({ kind: 'refused', reason });
  if (reply.trim() === '') return refused('The reply is empty.');
  const parsed = parseBlocks(reply);
  if (parsed.kind === 'refused') return parsed;
  if (parsed.blocks.length === 0) return refused('The reply holds no edit in the form that was asked for.');
  const changes = new Map<string, Hunk[]>();
  const created = new Map<string, string>();
  for (const block of parsed.blocks) {
    const where = readPath(block.path);
    if ('refused' in where) return refused(where.refused);
    const { path } = where;
    const text = sources.read(path);
    const reading = text === undefined ? creation(block, path, sources) : change(block, path, text);
    if ('refused' in reading) return refused(reading.refused);
    if ('create' in reading) {
      if (created.has(path)) return refused(`${path} is created twice.`);
      created.set(path, reading.create);
    } else changes.set(path, [...(changes.get(path) ?? []), ...reading.hunks]);
  }
  const edits: FileEdit[] = [...created].map(([path, text]) => ({ kind: 'create', path, text }));
  for (const [path, hunks] of changes) {
    const text = sources.read(path) ?? '';
    const replacements = replacementsOf(text, linesOf(text), hunks);
    if (replacements === undefined)
      return refused(`Two edits change the same lines of ${path}; write them as one.`);
    if (replacements.length > 0) edits.push({ kind: 'modify', path, replacements });
  }
  if (edits.length === 0) return refused('The edits change nothing: SEARCH and REPLACE are the same.');
  return { kind: 'edits', edits, note: parsed.note };
}

function creation(block: Block, path: string, sources: Sources): Reading {
  if (sources.list().includes(path))
    return { refused: `${path} cannot be edited: it is binary or too large.` };
  const lines = block.kind === 'file' ? block.lines : block.replace;
  if (block.kind === 'change' && block.search.some((line) => line.trim() !== '')) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const alike = sources.list().filter((p) => p === name || p.endsWith(`/${name}`));
    const hint =
      alike.length === 0 ? 'Use a path as shown.' : `Did you mean ${alike.slice(0, 3).join(' or ')}?`;
    return { refused: `There is no file ${path} in the workspace. ${hint}` };
  }
  const text = lines
    .join('\n')
    .replace(/^\uFEFF/, '')
    .replace(/\n+$/, '');
  return text === '' ? { refused: `${path} would be created empty.` } : { create: `${text}\n` };
}

function change(block: Block, path: string, text: string): Reading {
  const file = linesOf(text);
  const texts = file.map((line) => line.text);
  if (block.kind === 'file') return wholeFile(block.lines, path, texts);
  const { search, replace } = block;
  if (search.every((line) => line.trim() === '')) {
    if (text.trim() === '') return { hunks: [{ from: 0, to: file.length, lines: replace }] };
    return { refused: `An edit of ${path} has an empty SEARCH, so it does not say where it belongs.` };
  }
  const hunks = deltaOf(search, replace);
  if (hunks.length === 0) return { hunks: [] };
  const found = anchor(search, hunks, file);
  if (found.kind === 'ambiguous') {
    const places = found.at.slice(0, 4).join(', ');
    return {
      refused: `An edit of ${path} fits more than one place (lines ${places}). Add a neighbouring line to SEARCH.`,
    };
  }
  if (found.kind === 'stale') {
    return {
      refused: `An edit of ${path} is about a line that is not in the file as it is: “${found.line.slice(0, 120)}”. Copy the lines exactly.`,
    };
  }
  if (found.kind === 'absent') {
    const [line = ''] = search.filter((l) => l.trim() !== '');
    return {
      refused: `SEARCH was not found in ${path}; it begins “${line.trim().slice(0, 120)}”. Copy the lines exactly as shown.`,
    };
  }
  const fit = found.exact ? (line: string) => line : reindenter(search, replace, file, found.lines);
  return {
    hunks: hunks.map(({ from, to, lines }) => {
      // Between the neighbours when nothing goes; the one before decides, as it is the one that is continued.
      const first = from < to ? found.lines[from] : undefined;
      const at = first ?? (from > 0 ? (found.lines[from - 1] ?? 0) + 1 : (found.lines[from] ?? 0));
      return { from: at, to: at + (to - from), lines: lines.map(fit) };
    }),
  };
}

/** A whole file in place of an existing one: what differs counts, unless the model left something out. */
function wholeFile(lines: readonly string[], path: string, texts: readonly string[]): Reading {
  const elided = lines.find(
    (line) => /^\s*(?:\/\/|#|\/\*|<!--|\{\/\*)?\s*(?:\.\.\.|…)/.test(line) && !texts.includes(line),
  );
  const hunks = deltaOf(texts, lines);
  const lost = hunks.reduce((sum, hunk) => sum + hunk.to - hunk.from, 0);
  if (elided !== undefined && !/^\s*\.\.\.\w/.test(elided)) {
    return {
      refused: `The text of ${path} leaves something out (“${elided.trim().slice(0, 60)}”). Use SEARCH and REPLACE.`,
    };
  }
  if (texts.length > 5 && texts.length - lost < LEAST_KEPT * texts.length) {
    return {
      refused: `The block for ${path} would drop ${lost} of its ${texts.length} lines. Use SEARCH and REPLACE.`,
    };
  }
  return { hunks };
}
