import type { ReplyReader, ReplyReading, Sources } from '../loop/rooms.ts';
import type { Block } from './blocks.ts';
import type { EditFormat } from './formats.ts';
import { instructionsFor } from './instructions.ts';
import { parseReply } from './parse.ts';
import { readPath } from './paths.ts';
import { Workbench } from './workbench.ts';

/**
 * Reads whole files, whole symbols, search-and-replace blocks and diffs from a reply, and applies what the model
 * changed rather than what it remembered of the context. Whatever is ambiguous, stale, cut or malformed is refused in
 * plain words.
 * @param format how the model is told to write; each of the forms is read in any case
 */
export function createReplyReader(format: EditFormat = 'blocks'): ReplyReader {
  return { instructions: instructionsFor(format), read: (reply, sources) => readReply(reply, sources) };
}

interface ReadingOptions {
  /** The file that edits without a path are for. */
  readonly path?: string;
  /** Whether a path that was written stands for a file outside of what is read here; such edits are passed over. */
  readonly resolve?: (written: string) => { readonly path: string } | 'elsewhere' | undefined;
}

/** Turns a reply into edits, or says why not. */
export function readReply(reply: string, sources: Sources, options: ReadingOptions = {}): ReplyReading {
  const refused = (reason: string): ReplyReading => ({ kind: 'refused', reason });
  if (reply.trim() === '') return refused('The reply is empty.');
  const parsed = parseReply(reply);
  if (parsed.kind === 'refused') return parsed;
  // A fenced block without a path is an illustration when there are edits with one.
  const told = parsed.blocks.filter((block) => block.kind !== 'file' || block.path !== undefined);
  const blocks = told.length > 0 ? told : options.path === undefined ? [] : parsed.blocks.slice(0, 2);
  if (blocks.length === 0) return refused('The reply holds no edit in the form that was asked for.');
  if (told.length === 0 && blocks.length > 1)
    return refused('The reply shows several pieces of code, and does not say what to do with them.');
  const bench = new Workbench(sources);
  let elsewhere: string | undefined;
  for (const block of blocks) {
    const path = pathOf(block.path, options);
    if (path === 'elsewhere') {
      elsewhere = block.path;
      continue;
    }
    const to = block.kind === 'rename' ? readPath(block.to) : undefined;
    for (const reading of [path, to])
      if (reading !== undefined && 'refused' in reading) return refused(reading.refused);
    const problem = bench.take(
      block,
      'path' in path ? path.path : '',
      to !== undefined && 'path' in to ? to.path : undefined,
    );
    if (problem !== undefined) return refused(problem);
  }
  const edits = bench.edits();
  if ('refused' in edits) return refused(edits.refused);
  if (edits.edits.length > 0) return { kind: 'edits', edits: edits.edits, note: parsed.note };
  return refused(
    elsewhere === undefined
      ? 'The edits change nothing: SEARCH and REPLACE are the same, or the file is so already.'
      : `The reply is about another file: ${elsewhere}.`,
  );
}

function pathOf(
  written: Block['path'],
  { path, resolve }: ReadingOptions,
): ReturnType<typeof readPath> | 'elsewhere' {
  if (written === undefined) {
    return path === undefined
      ? {
          refused:
            'An edit does not say which file it is for. Put the path alone on a line before the block.',
        }
      : { path };
  }
  return resolve?.(written) ?? readPath(written);
}
