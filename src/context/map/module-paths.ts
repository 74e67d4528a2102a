import { resolveModule } from '../modules.ts';
import type { Alias } from './aliases.ts';

const SCRIPT = /\.[cm]?[jt]sx?$/;
/** Files that stand for their folder. */
const FOLDER_FILES = new Set(['index', '__init__', 'mod', 'package']);

/**
 * Which files of the workspace an import means. Scripts and Python follow their own rules; for the rest, and where the
 * rules lead nowhere, the file whose path ends most like the specifier is meant: `com.shop.Cart` is `…/shop/Cart.java`.
 */
export class ModulePaths {
  readonly #paths = new Set<string>();
  readonly #byStem = new Map<string, Set<string>>();
  readonly #byFolder = new Map<string, Set<string>>();
  readonly #aliases = new Map<string, readonly Alias[]>();

  add(path: string): void {
    this.#paths.add(path);
    into(this.#byStem, stemOf(path), path);
    into(this.#byFolder, lastOf(folderOf(path)), path);
  }

  delete(path: string): void {
    this.#paths.delete(path);
    this.#byStem.get(stemOf(path))?.delete(path);
    this.#byFolder.get(lastOf(folderOf(path)))?.delete(path);
    this.#aliases.delete(path);
  }

  /** What a settings file tells about prefixes. */
  setAliases(path: string, aliases: readonly Alias[]): void {
    if (aliases.length > 0) this.#aliases.set(path, aliases);
    else this.#aliases.delete(path);
  }

  /** Files with this name, without folder and extension. */
  named(stem: string): ReadonlySet<string> {
    return this.#byStem.get(stem) ?? new Set();
  }

  /** Empty for what comes from outside the workspace; several for a package of files. */
  resolve(from: string, specifier: string): readonly string[] {
    const has = (path: string): boolean => this.#paths.has(path);
    if (SCRIPT.test(from) || from.endsWith('.py')) {
      const direct = resolveModule(from, specifier, has) ?? this.#byAlias(from, specifier, has);
      if (direct !== undefined) return [direct];
      // A name alone, or one of a scope, is a package from outside.
      if (specifier.startsWith('.') || !/^(?:[@~#]\/)?[\w-]+[./]\w/.test(specifier)) return [];
    }
    if (specifier.startsWith('./') || specifier.startsWith('../')) {
      const here = `${folderOf(from)}/${specifier}`;
      const found = this.#endingLike(from, partsOf(here), 1);
      if (found !== undefined) return [found];
    }
    const parts = partsOf(specifier);
    const near =
      /^(?:self|super|crate)$/.test(parts[0] ?? '') ||
      /[<"]|\.h|\.hpp$/.test(specifier) ||
      parts.length === 1;
    const wanted = parts.filter((part) => !/^(?:self|super|crate)$/.test(part));
    if (SCRIPT.test(from) && wanted.length < 2) return [];
    const file =
      this.#endingLike(from, wanted, near ? 1 : 2) ??
      (wanted.length > 2 ? this.#endingLike(from, wanted.slice(0, -1), 2) : undefined);
    if (file !== undefined) return [file];
    return /\.(?:go|java|kts?|scala)$/.test(from) ? this.#folderLike(wanted, from) : [];
  }

  #byAlias(from: string, specifier: string, has: (path: string) => boolean): string | undefined {
    for (const { scope, prefix, targets } of [...this.#aliases.values()].flat()) {
      if (scope !== '' && !from.startsWith(`${scope}/`)) continue;
      const whole = !prefix.endsWith('/') && prefix !== '';
      if (whole ? specifier !== prefix : !specifier.startsWith(prefix)) continue;
      for (const target of targets) {
        const found = resolveModule(
          'root.ts',
          `./${target}/${whole ? '' : specifier.slice(prefix.length)}`,
          has,
        );
        const file =
          found ?? resolveModule('root.ts', `./${target}${whole ? '' : specifier.slice(prefix.length)}`, has);
        if (file !== undefined) return file;
      }
    }
    return undefined;
  }

  /** The file whose path ends like the parts, at least `least` of them; the longest such end wins, then the nearest file. */
  #endingLike(from: string, parts: readonly string[], least: number): string | undefined {
    let best: { readonly path: string; readonly score: number } | undefined;
    for (const path of this.#byStem.get(parts.at(-1) ?? '') ?? []) {
      if (path === from || (extensionOf(path) !== extensionOf(from) && !alike(path, from))) continue;
      const own = withoutFolderFile(path).split('/');
      let same = 0;
      while (same < parts.length && own.at(-1 - same) === parts.at(-1 - same)) same += 1;
      if (same < Math.min(least, parts.length) || same === 0) continue;
      const score = same * 1000 + shared(path, from);
      if (best === undefined || score > best.score || (score === best.score && path < best.path))
        best = { path, score };
    }
    return best?.path;
  }

  /** Every file of the folder whose path the specifier ends with. */
  #folderLike(parts: readonly string[], from: string): readonly string[] {
    const all = [...(this.#byFolder.get(parts.at(-1) ?? '') ?? [])].filter(
      (path) => extensionOf(path) === extensionOf(from) && folderOf(path) !== folderOf(from),
    );
    return all.filter((path) => `/${parts.join('/')}`.endsWith(`/${folderOf(path)}`)).slice(0, 40);
  }
}

function into(map: Map<string, Set<string>>, key: string, path: string): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([path]));
  else set.add(path);
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const extensionOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** Headers and sources, and languages that see each other. */
function alike(a: string, b: string): boolean {
  const families = [/\.(?:c|h|cc|cpp|cxx|hpp|hh|hxx)$/, /\.(?:java|kts?|scala)$/, SCRIPT, /\.(?:sh|bash)$/];
  return families.some((family) => family.test(a) && family.test(b));
}

function withoutFolderFile(path: string): string {
  const plain = path.replace(/\.[^./]+$/, '');
  return FOLDER_FILES.has(lastOf(plain)) ? folderOf(plain) : plain;
}

/** The name that imports use for a file: its own, or its folder's. */
function stemOf(path: string): string {
  return lastOf(withoutFolderFile(path));
}

/** `a/b.h` and `a::b`, `a.b`, `a\b` are parts alike; an extension is none. */
function partsOf(specifier: string): string[] {
  return specifier
    .replace(/\.(?:h|hh|hpp|hxx|rb|sh|bash|dart|php|lua|[cm]?[jt]sx?)$/, '')
    .split(/[/\\]|::|(?<=\w)\.(?=\w)/)
    .filter((part) => part !== '' && part !== '.' && part !== '..');
}

/** Leading folders that two paths share. */
function shared(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  let same = 0;
  while (same < left.length - 1 && left[same] === right[same]) same += 1;
  return same;
}
