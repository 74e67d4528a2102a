import type { Sources } from '../../loop/rooms.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { grammarOf } from '../../syntax/syntax.ts';
import { languageOf } from './language.ts';
import { isTestPath } from './protected-files.ts';
import { readModule, type SourceModule } from './source-module.ts';

/** Files that code can be borrowed from, beside the suspected ones; and the longest that is read for that. */
const MOST_NEIGHBOURS = 8;
const LONGEST_NEIGHBOUR = 60_000;

/** The modules of suspected files by path, each with the files beside them that may lend code. */
export type ModuleReader = (paths: readonly string[]) => Promise<ReadonlyMap<string, SourceModule>>;

/** Reads and parses for an episode: what was read for some files serves for fewer of them as well. */
export function moduleReader(from: { readonly sources: Sources; readonly syntax: Syntax }): ModuleReader {
  const known: { readonly paths: readonly string[]; readonly modules: ReturnType<ModuleReader> }[] = [];
  return (paths) => {
    const before = known.find((each) => paths.every((path) => each.paths.includes(path)));
    if (before !== undefined) return before.modules;
    const modules = readModules(paths, from);
    known.push({ paths, modules });
    return modules;
  };
}

async function readModules(
  paths: readonly string[],
  { sources, syntax }: { readonly sources: Sources; readonly syntax: Syntax },
): Promise<ReadonlyMap<string, SourceModule>> {
  const around = new Map<SourceModule, SourceModule[]>();
  const read = async (path: string): Promise<SourceModule | undefined> => {
    const text = sources.read(path);
    const neighbours: SourceModule[] = [];
    const module = text === undefined ? undefined : await readModule(path, text, syntax, neighbours);
    if (module !== undefined) around.set(module, neighbours);
    return module;
  };
  const suspected = new Map<string, SourceModule>();
  for (const path of paths) {
    const module = await read(path);
    if (module !== undefined) suspected.set(path, module);
  }
  const others: SourceModule[] = [];
  for (const path of nearest(paths, sources)) {
    if (others.length >= MOST_NEIGHBOURS) break;
    if ((sources.read(path)?.length ?? Number.POSITIVE_INFINITY) > LONGEST_NEIGHBOUR) continue;
    const module = await read(path);
    if (module !== undefined) others.push(module);
  }
  const all = [...suspected.values(), ...others];
  // Each is one object for all, since what is known of a file is kept by its tree.
  for (const [module, neighbours] of around)
    neighbours.push(...all.filter((other) => other !== module && other.language === module.language));
  return suspected;
}

/** Source files of the languages at hand that are not suspected: those of the same folders first. */
function nearest(paths: readonly string[], sources: Sources): readonly string[] {
  const folders = new Set(paths.map(folderOf));
  const languages = new Set(paths.map(languageAt));
  const fit = sources
    .list()
    .filter((path) => !paths.includes(path) && !isTestPath(path) && languages.has(languageAt(path)));
  const near = fit.filter((path) => folders.has(folderOf(path)));
  return [...near, ...fit.filter((path) => !folders.has(folderOf(path)))];
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function languageAt(path: string): unknown {
  const grammar = grammarOf(path);
  return grammar === undefined ? path : languageOf(grammar);
}
