const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** The files an import may mean, the likeliest first; `has` says which exist. Empty for a package from outside. */
export function resolveModule(
  from: string,
  specifier: string,
  has: (path: string) => boolean,
): string | undefined {
  return from.endsWith('.py') ? resolvePython(from, specifier, has) : resolveScript(from, specifier, has);
}

function resolveScript(from: string, specifier: string, has: (path: string) => boolean): string | undefined {
  const alias = /^(?:@|~)\/(.*)$/.exec(specifier)?.[1];
  const bases = specifier.startsWith('.')
    ? [join(folderOf(from), specifier)]
    : alias !== undefined
      ? [join('src', alias), alias]
      : [specifier, join('src', specifier)];
  for (const base of bases) {
    const stem = base.replace(/\.[cm]?jsx?$/, '');
    const tries = [base, ...EXTENSIONS.map((e) => base + e), ...EXTENSIONS.map((e) => stem + e)];
    const found = [...tries, ...EXTENSIONS.map((e) => join(base, `index${e}`))].find(has);
    if (found !== undefined) return found;
  }
  return undefined;
}

function resolvePython(from: string, specifier: string, has: (path: string) => boolean): string | undefined {
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const inside = specifier.slice(dots).replaceAll('.', '/');
  const here = folderOf(from);
  const bases =
    dots > 0
      ? [join(here, '../'.repeat(dots - 1) + inside)]
      : [inside, join('src', inside), join('lib', inside), join(here, inside)];
  return bases.flatMap((base) => [`${base}.py`, join(base, '__init__.py')]).find(has);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Joins and normalises workspace-relative paths. */
function join(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
