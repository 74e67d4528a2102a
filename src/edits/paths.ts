/** A path as a reply wrote it, made relative and with forward slashes, or why it is not acceptable. */
type PathReading = { readonly path: string } | { readonly refused: string };

/** Folders that no edit may touch, at any depth. */
const FORBIDDEN = new Set(['.git', 'node_modules', '.credence']);

/** Checks that a path names something inside the workspace. Symbolic links are not looked at here. */
export function readPath(written: string): PathReading {
  const path = written.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  const outside = {
    refused: `“${written}” is not a path inside the workspace; use the relative paths as shown.`,
  };
  if (path === '' || /^[/~]|^[a-z]+:/i.test(path)) return outside;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: such characters are what is looked for
  if (/[\u0000-\u001f\u007f<>"|?*:]/.test(path)) return outside;
  const segments = path.split('/');
  if (segments.some((s) => s === '..' || s === '.' || s === '' || s.trim() !== s)) return outside;
  const forbidden = segments.find((s) => FORBIDDEN.has(s.toLowerCase()));
  if (forbidden !== undefined)
    return { refused: `“${written}” lies in ${forbidden}, which is never edited.` };
  return { path };
}

/** The path that a line consists of, apart from the decoration models like to add, or undefined when it is prose. */
export function pathOnLine(line: string): string | undefined {
  const bare = line
    .trim()
    .replace(/^<!--\s*|\s*-->$|^\/\*+\s*|\s*\*\/$/g, '')
    .replace(/^(?:#{1,6}\s+|[-*]\s+|\d+[.)]\s+|(?:\/\/|#)\s+)/, '')
    .replace(/^_([^_].*[^_])_$/, '$1')
    .replace(/^[*`“"']+|[*`”"':]+$/g, '')
    .replace(/^(?:file(?:name)?|path|create|edit)\s*:\s*/i, '')
    .replace(/^_([^_].*[^_])_$/, '$1')
    .replace(/^[*`“"']+|[*`”"':]+$/g, '')
    .trim();
  return looksLikePath(bare) ? bare : undefined;
}

/** The path in what follows the opening fence, for example in `ts src/cart.ts` or `src/cart.ts`. */
export function pathInInfo(info: string): string | undefined {
  const word = info
    .trim()
    .split(/\s+/)
    .map((w) => w.replace(/^(?:path|file|title|filename)=/i, '').replace(/^["'{]+|["'}]+$/g, ''))
    .find((w) => /[./\\]/.test(w) && looksLikePath(w));
  // `ts:src/cart.ts` is another habit.
  return word?.replace(/^[a-z]+:(?!\/\/)(?=[\w./-]+\.\w)/i, '');
}

function looksLikePath(text: string): boolean {
  return (
    text.length <= 300 &&
    /^[^\s`]+$/.test(text) &&
    (/[/\\]/.test(text) || /\.\w{1,10}(?:(?:#|::)[\w$.]+)?(?:\(\))?$/.test(text)) &&
    !/^[.…/\\]+$/.test(text)
  );
}

/** A symbol of a file, as in `src/cart.ts#Cart.total`. */
export function symbolIn(path: string): { readonly path: string; readonly symbol: string } | undefined {
  const [, file, symbol] = /^([^#]+?)(?:#|::)([\p{L}_$][\p{L}\p{N}_$.]*)(?:\(\))?$/u.exec(path) ?? [];
  return file === undefined || symbol === undefined ? undefined : { path: file, symbol };
}
