import { shown } from './found.ts';
import { tokensOf } from './tokens.ts';

const MARKUP = /\.(?:html?|xml|svg|vue|svelte|[jt]sx|md|mdx|rst|txt|tex)$/i;

/** What no programming language has outside of strings and comments, and how it gets there. */
const SIGNS: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /[“”„‟‘’‚‛]/, what: 'typographic quotes; write plain ones' },
  { pattern: /\u00a0|\u200b|\u200c|\u200d|\u2060|\ufeff/, what: 'invisible characters; write plain spaces' },
  {
    pattern: /&(?:lt|gt|amp|quot|apos|nbsp|#\d+|#x[\da-f]+);/i,
    what: 'HTML entities; write the characters themselves',
  },
  { pattern: /\\["'`]/, what: 'escaped quotes outside of a string; write code as it stands in the file' },
];

/**
 * Signs that a reply was mangled on its way, in lines that the edit would write: the line as shown, and what to do.
 * Only what the file has nothing of is doubted.
 */
export function doubtIn(
  path: string,
  { search, replace }: { readonly search: readonly string[]; readonly replace: readonly string[] },
  file: readonly string[],
): string | undefined {
  const old = new Set(search);
  const come = replace.filter((line) => !old.has(line));
  if (!MARKUP.test(path)) {
    for (const { pattern, what } of SIGNS) {
      const line = come.find((text) => pattern.test(text) && pattern.test(bareCode(text)));
      if (line === undefined || file.some((text) => pattern.test(bareCode(text)))) continue;
      return `An edit of ${path} writes “${shown(line)}” with ${what}.`;
    }
  }
  // A diff within a block: the old line with a minus, the new one with a plus.
  const minus = come.find(
    (line) =>
      /^\s*-/.test(line) && search.some((s) => s.trim() !== '' && s.trim() === line.trim().slice(1).trim()),
  );
  if (minus !== undefined && come.some((line) => /^\s*\+/.test(line)))
    return `REPLACE in an edit of ${path} holds the marks of a diff (“${shown(minus)}”). Write only the lines that shall stand there.`;
  return undefined;
}

/** A line without its strings and comments. */
function bareCode(line: string): string {
  let bare = '';
  let at = 0;
  for (const token of tokensOf(line)) {
    bare += line.slice(at, token.start);
    if (token.kind !== 'string' && token.kind !== 'comment') bare += token.text;
    at = token.start + token.text.length;
  }
  return bare + line.slice(at);
}
