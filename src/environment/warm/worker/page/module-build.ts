import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exports as exportsOf } from 'resolve.exports';

/**
 * The file that `import` gives for a package's name, where `require` gives another: packages that come in two builds may
 * need the one that is a module, because what they import themselves is nothing else. Undefined when there is none.
 */
export function moduleBuild(request: string, importer: string): string | undefined {
  const parts = request.split('/');
  const name = parts.slice(0, request.startsWith('@') ? 2 : 1).join('/');
  for (let folder = dirname(importer); ; folder = dirname(folder)) {
    const at = join(folder, 'node_modules', name);
    if (existsSync(join(at, 'package.json'))) return within(at, `.${request.slice(name.length)}`);
    if (folder === dirname(folder)) return undefined;
  }
}

function within(folder: string, subpath: string): string | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as object;
    const [target] =
      exportsOf(manifest as never, subpath, { conditions: ['import', 'node', 'default'] }) ?? [];
    return target === undefined ? undefined : join(folder, target);
  } catch {
    return undefined;
  }
}
