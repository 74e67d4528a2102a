import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Language, Parser, Query, type QueryMatch } from 'web-tree-sitter';
import type { GrammarFiles } from '../../syntax/syntax.ts';
import { mapLanguageOf } from './languages/index.ts';
import type { MapLanguage } from './languages/language.ts';
import type { FileTags, Tag, TaggedImport, TagKind } from './tags.ts';
import { TermCounter } from './terms.ts';

/** Larger files are data or generated; they are searched for words alone. In characters. */
const PARSED_LIMIT = 400_000;
const KINDS: ReadonlySet<string> = new Set<TagKind>(['function', 'class', 'type', 'variable']);

const NOTHING = { definitions: [], imports: [], references: new Map(), members: new Map() } as const;

interface Reader {
  readonly parser: Parser;
  readonly query: Query;
}

interface Found {
  readonly definitions: Tag[];
  readonly imports: TaggedImport[];
  readonly references: Map<string, number>;
  readonly members: Map<string, number>;
}

/** By file of the grammar: the compiled query alone costs a fifth of a second, and every map of a process can use it. */
const readers = new Map<string, Promise<Reader | undefined>>();

/** Reads the tags of files with tree-sitter. Grammars load when the first file of their language comes. */
export class Tagger {
  readonly #files: GrammarFiles;
  readonly #terms = new TermCounter();

  constructor(files: GrammarFiles) {
    this.#files = files;
  }

  /** The tags of a text; a language without a grammar has terms alone. */
  async tag(path: string, text: string): Promise<FileTags> {
    const names = this.#terms.namesIn(text);
    const terms = this.#terms.termsOf(names);
    const language = mapLanguageOf(path);
    const reader =
      language === undefined || text.length > PARSED_LIMIT ? undefined : await this.#reader(language);
    if (language === undefined || reader === undefined) return { ...NOTHING, terms };
    const found = readTags(text, language, reader);
    if (!language.namesAreImported) return { ...found, terms };
    const references = new Map<string, number>();
    for (const { local } of found.imports) {
      // The import names it once.
      const used = (names.get(local) ?? 1) - 1;
      if (local !== '') references.set(local, Math.max(1, used));
    }
    return { ...found, references, terms };
  }

  /** The words of a text that is not parsed. */
  termsOnly(text: string): FileTags {
    return { ...NOTHING, terms: this.#terms.termsOf(this.#terms.namesIn(text)) };
  }

  #reader(language: MapLanguage): Promise<Reader | undefined> {
    const file = join(this.#files.folder, `tree-sitter-${language.grammar}.wasm`);
    let reader = readers.get(file);
    if (reader === undefined) {
      reader = load(file, this.#files.runtime, language.query);
      readers.set(file, reader);
    }
    return reader;
  }
}

/** Undefined for a grammar that does not ship. */
async function load(file: string, runtime: string, query: string): Promise<Reader | undefined> {
  if (!existsSync(file)) return undefined;
  await Parser.init({ locateFile: () => runtime });
  const language = await Language.load(await readFile(file));
  const parser = new Parser();
  parser.setLanguage(language);
  return { parser, query: new Query(language, query) };
}

function readTags(text: string, language: MapLanguage, { parser, query }: Reader): Found {
  const found: Found = { definitions: [], imports: [], references: new Map(), members: new Map() };
  const tree = parser.parse(text);
  if (tree === null) return found;
  const defined = new Map<number, Tag & { readonly end: number }>();
  try {
    for (const match of query.matches(tree.rootNode)) note(match, text, language, found, defined);
  } finally {
    tree.delete();
  }
  found.definitions.push(...owned(defined));
  return found;
}

function note(
  { captures }: QueryMatch,
  text: string,
  language: MapLanguage,
  found: Found,
  defined: Map<number, Tag & { readonly end: number }>,
): void {
  let name: string | undefined;
  let at = 0;
  for (const { name: role, node } of captures) {
    if (role === 'name') {
      at = node.startIndex;
      name = text.slice(at, node.endIndex);
    } else if (role === 'member' || role === 'ref') {
      const used = text.slice(node.startIndex, node.endIndex);
      const counts = role === 'member' ? found.members : found.references;
      counts.set(used, (counts.get(used) ?? 0) + 1);
    } else if (role === 'import') {
      found.imports.push(...language.imports(text.slice(node.startIndex, node.endIndex)));
    }
  }
  const whole = captures.find((capture) => KINDS.has(capture.name));
  if (name === undefined || name === '' || whole === undefined) return;
  const { node } = whole;
  // Two patterns may meet the same name: what the value is says more than that it is a variable.
  const known = defined.get(at);
  if (known !== undefined && known.kind !== 'variable') return;
  defined.set(at, {
    name,
    owner: '',
    kind: whole.name as TagKind,
    line: node.startPosition.row + 1,
    endLine: node.endPosition.row + 1,
    end: node.endIndex,
  });
}

/** Definitions in order, each with the name of the one that it lies in. */
function owned(defined: ReadonlyMap<number, Tag & { readonly end: number }>): Tag[] {
  const around: { readonly name: string; readonly end: number }[] = [];
  return [...defined]
    .toSorted(([a], [b]) => a - b)
    .map(([at, { end, ...tag }]) => {
      while (around.length > 0 && (around.at(-1)?.end ?? 0) <= at) around.pop();
      const owner = around.at(-1)?.name ?? '';
      around.push({ name: tag.name, end });
      return { ...tag, owner };
    });
}
