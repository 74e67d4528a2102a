import { contentWords } from './words.ts';

/** Something that a request names, before it is looked for. */
export interface Named {
  readonly text: string;
  readonly kind: 'file' | 'symbol' | 'word' | 'quote';
}

const EXTENSION =
  /\.(?:[cm]?[jt]sx?|py|json|md|ya?ml|toml|css|html|vue|svelte|rs|go|java|rb|php|sql|txt|ini|cfg)$/i;
/** Names of frameworks that look like files. */
const PRODUCT =
  /^(?:node|vue|next|nuxt|express|react|d3|three|angular|ember|backbone|p5|chart|discord)\.js$/i;
const QUOTED =
  /`+([^`\n]+)`+|"([^"\n]+)"|“([^”\n]+)”|«([^»\n]+)»|(?<![\p{L}\p{N}])['‘]([^'’\n]+)['’](?![\p{L}\p{N}])/gu;
const NAME = String.raw`[\p{L}_$#][\p{L}\p{N}_$]*`;
const SYMBOL = new RegExp(`^${NAME}(?:(?:\\.|::)${NAME})*(?:\\(.*\\))?$`, 'u');
const PROPER_NAMES = new Set([
  'javascript',
  'typescript',
  'github',
  'gitlab',
  'vscode',
  'ios',
  'macos',
  'nodejs',
]);

/** What a request names: quoted text, paths, identifiers, and the words that say what it is about. */
export function readRequest(request: string): readonly Named[] {
  const found = new Map<string, Named>();
  const add = (text: string, kind: Named['kind']): void => {
    if (text !== '' && !found.has(text)) found.set(text, { text, kind });
  };
  let rest = request.normalize('NFC').replace(/https?:\/\/\S+/g, ' ');
  rest = rest.replace(QUOTED, (_, ...parts) => {
    const text = String(parts.slice(0, 5).find((part) => typeof part === 'string') ?? '').trim();
    add(text, isPath(text) ? 'file' : SYMBOL.test(text) ? 'symbol' : 'quote');
    return ' ';
  });
  const plain: string[] = [];
  for (const raw of rest.split(/[\s,;!?]+/u)) {
    const token = raw.replace(/^[([{<*"'“‘«]+|[\]}>*"'”’».:]+$/gu, '').replace(/(?<!\([^()]*)\)+$/, '');
    if (isPath(token)) add(token, 'file');
    else if (isIdentifier(token)) add(token, 'symbol');
    else plain.push(PRODUCT.test(token) ? token.slice(0, -'.js'.length) : token);
  }
  for (const word of contentWords(plain.join(' '))) add(word, 'word');
  return [...found.values()];
}

/** The path without a line number: `src/cart.ts:12` is `src/cart.ts`. */
export function barePath(text: string): string {
  return text
    .replace(/(?::\d+){1,2}$|#L\d+.*$/, '')
    .replace(/^\.\//, '')
    .replaceAll('\\', '/');
}

function isPath(text: string): boolean {
  if (/\s/.test(text) || PRODUCT.test(text)) return false;
  const path = barePath(text);
  if (EXTENSION.test(path) && /^[^()]+$/.test(path)) return true;
  // `and/or` is no path; `src/cart/total`, `./cart` and `cart/` are.
  return (
    /^(?:\.{0,2}\/)?[\p{L}\p{N}_.@-]+(?:\/[\p{L}\p{N}_.@-]+)+\/?$/u.test(path) &&
    (path.split('/').length > 2 || /^\.|^(?:src|lib|app|tests?|packages)\/|\/$/.test(path))
  );
}

function isIdentifier(token: string): boolean {
  if (!SYMBOL.test(token) || PROPER_NAMES.has(token.toLowerCase())) return false;
  if (/^(?:e\.g|i\.e|a\.m|p\.m)$/i.test(token) || PRODUCT.test(token)) return false;
  const [name = ''] = token.split('(');
  return (
    name !== token ||
    /[\p{Ll}\p{N}]\p{Lu}|_|[\p{L}\p{N}](?:\.|::)[\p{L}_]|^[#$]|^[A-Z]{2,}\d{3,}$/u.test(name)
  );
}
