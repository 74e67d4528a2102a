import { type Name, namesAt, readableAt, usesIn } from './scope.ts';
import { functionOf } from './shapes.ts';
import { type SourceModule, textOf } from './source-module.ts';
import { descend, type SyntaxNode } from './tree.ts';
import { typeOfText } from './types.ts';

/** Other names for the names of a piece of code. */
export type Renaming = ReadonlyMap<string, string>;

const MOST_PARALLELS = 12;

/** The text of a node with names replaced. Names of members are left alone unless they are asked for. */
export function renamed(node: SyntaxNode, renaming: Renaming, module: SourceModule): string {
  let text = '';
  let at = node.start;
  for (const leaf of descend(node)) {
    if (leaf.type !== 'identifier' && leaf.type !== 'shorthand_property_identifier') continue;
    const other = renaming.get(textOf(module, leaf));
    if (other === undefined || leaf.start < at) continue;
    text += module.text.slice(at, leaf.start) + other;
    at = leaf.end;
  }
  return text + module.text.slice(at, node.end);
}

const free = new WeakMap<SyntaxNode, readonly Name[]>();

/** Names that a piece of code reads or writes, and that are declared outside it. */
function freeNames(node: SyntaxNode, module: SourceModule): readonly Name[] {
  let found = free.get(node);
  if (found === undefined) {
    const uses = usesIn(node, module);
    found = namesAt(node, module).filter(
      (name) => uses.has(name.text) && !(name.at >= node.start && name.at < node.end),
    );
    free.set(node, found);
  }
  return found;
}

const readableNames = new WeakMap<SyntaxNode, ReadonlyMap<string, Name>>();

function readableFrom(place: SyntaxNode, module: SourceModule): ReadonlyMap<string, Name> {
  let found = readableNames.get(place);
  if (found === undefined) {
    found = new Map(readableAt(place.start, namesAt(place, module)).map((name) => [name.text, name]));
    readableNames.set(place, found);
  }
  return found;
}

/**
 * Ways to make a borrowed piece fit a place: as it is, when all its names can be read there; with one name replaced
 * by another of its kind; or with every name replaced that two alike pieces of this function differ in.
 */
export function renamingsFor(
  piece: SyntaxNode,
  from: SourceModule,
  place: SyntaxNode,
  module: SourceModule,
): readonly Renaming[] {
  const needed = freeNames(piece, from);
  const byText = readableFrom(place, module);
  // A name of the other file may mean something else here; a basic check is that there is one at all.
  const unknown = needed.filter(({ text }) => !byText.has(text));
  if (unknown.length > 1) return [];
  const found: Renaming[] = unknown.length === 0 ? [new Map()] : [];
  for (const own of unknown.length === 0 ? needed : unknown) {
    if (own.distance > 0 && unknown.length === 0) continue;
    const was = typeOfText(own.type, from);
    for (const other of byText.values()) {
      if (other.distance > 0 || other.text === own.text || other.kind !== own.kind) continue;
      // What had two names is not made of one.
      if (needed.some(({ text }) => text === other.text)) continue;
      const is = typeOfText(other.type, module);
      // Unlike a variable, a piece of code says what it needs of its names: types must be equal where both are known.
      if (was !== is && was !== '' && is !== '') continue;
      found.push(new Map([[own.text, other.text]]));
    }
  }
  const scope = functionOf(place, module);
  if (unknown.length === 0 && scope !== undefined) {
    for (const parallel of parallels(scope, module)) {
      if (parallel.size > 1 && needed.some(({ text }) => parallel.has(text))) found.push(parallel);
    }
  }
  return found;
}

const known = new WeakMap<SyntaxNode, readonly Renaming[]>();

/** The renamings by which one piece of a function becomes another of the same shape: `a[i]` and `b[j]`. */
export function parallels(scope: SyntaxNode, module: SourceModule): readonly Renaming[] {
  let found = known.get(scope);
  if (found === undefined) {
    found = [...collect(scope, module)].slice(0, MOST_PARALLELS);
    known.set(scope, found);
  }
  return found;
}

function* collect(scope: SyntaxNode, module: SourceModule): Generator<Renaming> {
  const shapes = new Map<string, string[][]>();
  const seen = new Set<string>();
  for (const node of descend(scope)) {
    if (!node.named || node.children.length < 2 || node.end - node.start > 200) continue;
    const names: string[] = [];
    let shape = '';
    for (const leaf of descend(node)) {
      if (leaf.children.length > 0) continue;
      if (leaf.type === 'identifier') names.push(textOf(module, leaf));
      shape += leaf.type === 'identifier' ? '$ ' : `${textOf(module, leaf)} `;
    }
    if (names.length < 2) continue;
    const others = shapes.get(shape) ?? [];
    for (const other of others) {
      const renaming = between(other, names);
      if (renaming === undefined) continue;
      for (const way of [renaming, new Map([...renaming].map(([a, b]) => [b, a]))]) {
        const key = JSON.stringify([...way].toSorted());
        if (!seen.has(key)) yield way;
        seen.add(key);
      }
    }
    if (others.length < 8) shapes.set(shape, [...others, names]);
  }
}

/** How the names of one piece become those of another; undefined when it is not one to one, or they are equal. */
function between(a: readonly string[], b: readonly string[]): Renaming | undefined {
  const to = new Map<string, string>();
  const from = new Map<string, string>();
  for (const [index, name] of a.entries()) {
    const other = b[index] ?? '';
    if ((to.get(name) ?? other) !== other || (from.get(other) ?? name) !== name) return undefined;
    to.set(name, other);
    from.set(other, name);
  }
  const changed = new Map([...to].filter(([name, other]) => name !== other));
  return changed.size === 0 ? undefined : changed;
}
