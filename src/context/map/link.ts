import { isTestFile } from '../source-files.ts';
import type { FileIndex, IndexedFile, Links } from './file-index.ts';
import { mapLanguageOf } from './languages/index.ts';

/** A use that an import leads to counts fully; what is only alike in name counts less. */
const WHOLE_FILE = 0.5;
const BARREL = 0.2;
const MEMBER_NEAR = 0.7;
const MEMBER_FAR = 0.25;
const TEST_OF = 1;
/** A name that more files define tells nothing about which one is meant. */
const MOST_DEFINERS = 10;
const MOST_MEMBER_DEFINERS = 4;
const RE_EXPORTS = 4;

/** What a language service knows instead of the rules here: by what a file names after a dot, the files that define it. */
export type ExactReferences = (path: string) => ReadonlyMap<string, readonly string[]> | undefined;

/** Where a file's names lead: the names of imports through re-exports, other names to files that define them. */
export function linksOf(file: IndexedFile, index: FileIndex, exact?: ExactReferences): Links {
  const found = new Map<number, Map<number, number>>();
  const add = (target: number, name: number, weight: number): void => {
    if (target === file.id) return;
    const names = found.get(target) ?? new Map<number, number>();
    names.set(name, (names.get(name) ?? 0) + weight);
    found.set(target, names);
  };
  const own = new Set(file.definitions.map((tag) => index.names.idOf(tag.name)));
  const known = exact?.(file.path);
  const near = addImports(file, index, add);
  const isBound = mapLanguageOf(file.path)?.namesAreImported === true;
  const uses = [
    ...(isBound ? [] : pairsOf(file.references).map(([name, count]) => ({ name, count, member: false }))),
    ...pairsOf(file.members).map(([name, count]) => ({ name, count, member: true })),
  ];
  for (const { name, count, member } of uses) {
    const told = known?.get(index.names.textOf(name))?.flatMap((path) => index.get(path)?.id ?? []);
    if (told !== undefined) {
      for (const target of told) add(target, name, Math.sqrt(count) / told.length);
      continue;
    }
    if (own.has(name)) continue;
    const { targets, weight } = candidates(file, index, name, near, member);
    for (const target of targets) add(target, name, (Math.sqrt(count) * weight) / targets.length);
  }
  for (const target of testedBy(file, index)) add(target, -1, TEST_OF);
  return flat(found);
}

/** Links along imports; returns the numbers of the files that they lead to. */
function addImports(
  file: IndexedFile,
  index: FileIndex,
  add: (target: number, name: number, weight: number) => void,
): ReadonlySet<number> {
  const near = new Set<number>();
  const uses = new Map(pairsOf(file.references));
  for (const { local, imported, from } of file.imports) {
    const paths = index.modules.resolve(file.path, submodule(file, index, from, imported) ?? from);
    for (const path of paths) {
      const module = index.get(path);
      if (module === undefined) continue;
      near.add(module.id);
      const definer = /^(?:\*|default|)$/.test(imported) ? undefined : definerOf(module, imported, index);
      if (definer === undefined) {
        add(module.id, -1, WHOLE_FILE / paths.length);
        continue;
      }
      near.add(definer.id);
      const count = uses.get(index.names.idOf(local)) ?? 1;
      add(definer.id, index.names.idOf(imported), Math.sqrt(count));
      if (definer !== module) add(module.id, -1, BARREL);
    }
  }
  return near;
}

/** `from package import module` in Python names a file by its last word. */
function submodule(file: IndexedFile, index: FileIndex, from: string, imported: string): string | undefined {
  if (!file.path.endsWith('.py') || imported === '*' || imported === '') return undefined;
  const inner = `${from}${from.endsWith('.') ? '' : '.'}${imported}`;
  return index.modules.resolve(file.path, inner).length > 0 && index.modules.named(imported).size > 0
    ? inner
    : undefined;
}

/** The file that defines what a module exports by this name. */
function definerOf(module: IndexedFile, name: string, index: FileIndex, depth = 0): IndexedFile | undefined {
  if (module.definitions.some((tag) => tag.name === name)) return module;
  if (depth >= RE_EXPORTS) return undefined;
  for (const { local, imported, from } of module.imports) {
    if (local !== name && local !== '') continue;
    for (const path of index.modules.resolve(module.path, from)) {
      const inner = index.get(path);
      const found =
        inner === undefined || inner === module
          ? undefined
          : definerOf(inner, local === '' || imported === '*' ? name : imported, index, depth + 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function candidates(
  file: IndexedFile,
  index: FileIndex,
  name: number,
  near: ReadonlySet<number>,
  member: boolean,
): { readonly targets: readonly number[]; readonly weight: number } {
  const definers = [...index.definersOf(name)].filter((id) => id !== file.id);
  const imported = definers.filter((id) => near.has(id));
  if (imported.length > 0) return { targets: imported, weight: member ? MEMBER_NEAR : 1 };
  const folder = folderOf(file.path);
  const beside = definers.filter((id) => folderOf(index.files[id]?.path ?? '') === folder);
  if (!member && beside.length > 0) return { targets: beside, weight: 1 };
  const most = member ? MOST_MEMBER_DEFINERS : MOST_DEFINERS;
  return { targets: definers.length <= most ? definers : [], weight: member ? MEMBER_FAR : WHOLE_FILE };
}

/** The file that a test file is named after. */
function testedBy(file: IndexedFile, index: FileIndex): readonly number[] {
  if (!isTestFile(file.path) && !/(?:Tests?|Spec|_test|_spec)\.\w+$/.test(file.path)) return [];
  const name = (file.path.slice(file.path.lastIndexOf('/') + 1).split('.')[0] ?? '').replace(
    /^test_|(?:_test|_spec|Tests?|Spec)$/g,
    '',
  );
  const extension = file.path.slice(file.path.lastIndexOf('.') + 1).charAt(0);
  const same = [...index.modules.named(name)].filter(
    (path) => path !== file.path && path.slice(path.lastIndexOf('.') + 1).startsWith(extension),
  );
  return same.length > 3 ? [] : same.flatMap((path) => index.get(path)?.id ?? []);
}

function pairsOf({ ids, counts }: IndexedFile['references']): [number, number][] {
  return Array.from(ids, (id, i) => [id, counts[i] ?? 0]);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function flat(found: ReadonlyMap<number, ReadonlyMap<number, number>>): Links {
  const all = [...found].flatMap(([target, names]) =>
    [...names].map(([name, weight]) => ({ target, name, weight })),
  );
  return {
    targets: Int32Array.from(all, ({ target }) => target),
    names: Int32Array.from(all, ({ name }) => name),
    weights: Float32Array.from(all, ({ weight }) => weight),
  };
}
