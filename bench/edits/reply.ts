import { type Entry, replaceOf, searchOf } from './author.ts';

export interface BlockOptions {
  readonly eol?: string;
  readonly language?: string;
}

/** A block as the instructions ask for it. */
export function blockReply(
  path: string,
  search: readonly string[],
  replace: readonly string[],
  { eol = '\n', language = '' }: BlockOptions = {},
): string {
  return [
    'The cause is plain.',
    '',
    path,
    `\`\`\`${language}`,
    '<<<<<<< SEARCH',
    ...search,
    '=======',
    ...replace,
    '>>>>>>> REPLACE',
    '```',
    '',
  ].join(eol);
}

export function replyOf(path: string, entries: readonly Entry[], options?: BlockOptions): string {
  return blockReply(path, searchOf(entries), replaceOf(entries), options);
}

/** A unified diff; `header` stands where the line numbers do. */
export function diffReply(
  path: string,
  entries: readonly Entry[],
  header: string,
  line: (e: Entry) => string = (e) => e.kind + e.text,
): string {
  return [
    'Here is the fix.',
    '',
    '```diff',
    `--- a/${path}`,
    `+++ b/${path}`,
    header,
    ...entries.map(line),
    '```',
    '',
  ].join('\n');
}
