import { type Kin, kinsOf } from '../kin.ts';
import { endOf, type Listing, listingsIn, wordsOf } from '../listings.ts';
import { namesAt, readableAt } from '../scope.ts';
import { functionOf } from '../shapes.ts';
import { type Change, type SourceModule, short, type Template, textOf } from '../source-module.ts';
import { part, type SyntaxNode } from '../tree.ts';

/** Members that may be missing at one place, and items that are taken as an example of how one is listed. */
const MOST_MISSING = 3;
const MOST_EXAMPLES = 2;
/** Of the items of a list, so many name members of the type; and of its members, so many are listed. */
const LEAST_NAMED = 0.6;
const LEAST_LISTED = 0.5;

/**
 * A member of a type is missing where its others are listed: an entry of a literal, an argument, a field that is compared
 * or set. It is written as one of the others is, with its own name.
 */
export const missingMember: Template = function* (node, module) {
  for (const listing of listingsIn(node, module)) {
    if (listing.items.length < 2) continue;
    const words = listing.items.map((item) => wordsOf(item, module));
    const seen = new Set<string>();
    for (const fields of fieldsAround(node, module))
      for (const change of missingOf(fields, listing, words, module)) {
        if (seen.has(JSON.stringify(change.replacements))) continue;
        seen.add(JSON.stringify(change.replacements));
        yield change;
      }
  }
};

/** Names that belong together, in their order, with what is known of them. */
interface Fields {
  readonly names: readonly string[];
  readonly typeOf: (name: string) => string;
  readonly initialOf: (name: string) => string | undefined;
  /** Whether a name stands for a value that can be read there. */
  readonly isReadable: (name: string) => boolean;
}

/** The members of the types that are known, and the parameters of the function. */
function* fieldsAround(node: SyntaxNode, module: SourceModule): Generator<Fields> {
  const readable = new Set(readableAt(node.start, namesAt(node, module)).map(({ text }) => text));
  const isReadable = (name: string): boolean => readable.has(name);
  for (const kin of kinsOf(module)) {
    const names = namesOf(kin);
    if (names.length < 2) continue;
    yield {
      names,
      typeOf: (name) => kin.members.get(name)?.type ?? '',
      initialOf: (name) => kin.members.get(name)?.initial,
      isReadable,
    };
  }
  const scope = functionOf(node, module);
  const parameters = readableAt(node.start, namesAt(node, module)).filter(
    (name) => name.parameter && name.distance === 0 && !/^(?:self|cls|this)$/.test(name.text),
  );
  if (scope === undefined || part(scope, 'parameters') === undefined || parameters.length < 3) return;
  const types = new Map(parameters.map(({ text, type }) => [text, type]));
  yield {
    names: [...types.keys()],
    typeOf: (name) => types.get(name) ?? '',
    initialOf: () => undefined,
    isReadable,
  };
}

/** The members that hold something, without the signs by which some of them are private. */
function namesOf({ members }: Kin): readonly string[] {
  return [...members].filter(([, { isMethod }]) => !isMethod).map(([name]) => name);
}

function* missingOf(
  { names, typeOf, initialOf, isReadable }: Fields,
  listing: Listing,
  words: readonly ReadonlySet<string>[],
  module: SourceModule,
): Generator<Change> {
  const listed = new Map<string, SyntaxNode>();
  let named = 0;
  for (const [at, item] of listing.items.entries()) {
    const own = names.filter((name) => words[at]?.has(name));
    const [name] = own;
    // An item that names two of them is no entry for one of them.
    if (name === undefined || own.length > 1) continue;
    named += 1;
    if (!listed.has(name)) listed.set(name, item);
  }
  const mentioned = new Set(words.flatMap((each) => [...each]));
  const missing = names.filter((name) => !mentioned.has(name));
  if (listed.size < 2 || missing.length === 0 || missing.length > MOST_MISSING) return;
  if (listed.size < LEAST_LISTED * names.length) return;
  if (listing.isWhole && named < LEAST_NAMED * listing.items.length) return;
  const certain = 1 / missing.length;
  for (const name of missing) {
    const examples = [...listed]
      .filter(([key, item]) => isExample(item, key, name, isReadable, module))
      .toSorted(([a], [b]) => Number(typeOf(b) === typeOf(name)) - Number(typeOf(a) === typeOf(name)));
    const shapes = new Set<string>();
    for (const [key, item] of examples) {
      if (shapes.size >= MOST_EXAMPLES) break;
      const text = textOf(module, item).replaceAll(wordOf(key), () => name);
      if (shapes.has(text)) continue;
      const natural = certain / (1 + 0.5 * shapes.size);
      shapes.add(text);
      yield put(text, name, { names, listed, listing, natural }, module);
      const safe = orInitial(text, name, initialOf(name), module);
      if (safe !== undefined)
        yield put(safe, name, { names, listed, listing, natural: 0.8 * natural }, module);
    }
  }
}

/** A name as a word of its own, also behind the signs by which a member is private. */
function wordOf(name: string): RegExp {
  const quoted = name.replaceAll('$', String.raw`\$`);
  return new RegExp(String.raw`(?<=(?:^|[^\w$])_*)${quoted}(?![\w$])`, 'g');
}

/**
 * Whether an item shows how another member is listed: the member is read of something or named twice, so that nothing
 * of the item is about that member alone; or it is a name, and so is the other.
 */
function isExample(
  item: SyntaxNode,
  key: string,
  name: string,
  isReadable: (name: string) => boolean,
  module: SourceModule,
): boolean {
  const text = textOf(module, item);
  const isBare = (at: number): boolean => !/[.'"#]/.test(text[at - 1] ?? '');
  const uses = [...text.matchAll(wordOf(key))].map(({ index }) => index);
  const labels = uses.filter((at) => /^\s*(?::|=(?![=>]))/.test(text.slice(at + key.length)));
  const values = uses.filter((at) => isBare(at) && !labels.includes(at));
  if (values.length > 0 && !isReadable(name) && !/pattern/.test(item.type)) return false;
  return uses.length > labels.length || uses.length > 1;
}

/** The same where what is read may lack the member, which begins with something. */
function orInitial(
  text: string,
  name: string,
  initial: string | undefined,
  { language }: SourceModule,
): string | undefined {
  if (initial === undefined || /\b(?:field|new)\b/.test(initial)) return undefined;
  const lookup = new RegExp(`([\\w.]+)\\[(['"]${name}['"])\\]`);
  const found = lookup.exec(text);
  const safe = found === null ? undefined : language.lookupOr(found[1] ?? '', found[2] ?? '', initial);
  if (found !== null && safe !== undefined) return text.replace(lookup, () => safe);
  return !language.indented && text.endsWith(`.${name}`) ? `${text} ?? ${initial}` : undefined;
}

/** Behind the nearest of the members that come before it, as far as the list keeps their order. */
function put(
  text: string,
  name: string,
  at: Pick<Fields, 'names'> & {
    readonly listed: ReadonlyMap<string, SyntaxNode>;
    readonly listing: Listing;
    readonly natural: number;
  },
  module: SourceModule,
): Change {
  const { names, listed, listing, natural } = at;
  const before = names.slice(0, names.indexOf(name)).findLast((each) => listed.has(each));
  const item = before === undefined ? undefined : listed.get(before);
  const [first] = listing.items;
  const label = `\`${short(text)}\` listed`;
  const slip = `member ${name}`;
  const full = listing.isWhole || text.endsWith(';') || module.language.indented ? text : `${text};`;
  if (item === undefined && first !== undefined) {
    const { start } = first;
    const replacements = [{ start, end: start, text: `${full}${listing.between}` }];
    return { replacements, label, natural, slip };
  }
  const end = item === undefined ? 0 : listing.isWhole ? item.end : endOf(item, module);
  return { replacements: [{ start: end, end, text: `${listing.between}${full}` }], label, natural, slip };
}
