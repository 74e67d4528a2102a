import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

export interface SourceFile {
  readonly path: string;
  readonly language: 'typescript' | 'python';
  readonly text: string;
}

/** Which half of the files: the one to tune with, or the one that nobody looked at meanwhile. */
export type Half = 'tuning' | 'held-out' | 'all';

const root = resolve(import.meta.dirname, '../..');

/** Real files: packages that ship their sources, this repository, Python's standard library; or those of a folder. */
export function sourceFiles(folder: string | undefined, half: Half): SourceFile[] {
  const folders =
    folder === undefined
      ? [
          ...['zod', 'openai', '@azure/msal-browser', '@azure/msal-common', '@jridgewell/trace-mapping'].map(
            (name) => join(root, 'node_modules', name, 'src'),
          ),
          join(root, 'src'),
          join(root, 'bench/repair/corpus'),
          ...pythonLibrary(),
        ]
      : [resolve(folder)];
  return folders
    .flatMap((from) => listed(from).map((path) => ({ from, path })))
    .flatMap(({ from, path }) => {
      const name = relative(from, path).replaceAll('\\', '/');
      return half === 'all' || (hashOf(name) % 2 === 0) === (half === 'held-out') ? read(path, name) : [];
    });
}

function pythonLibrary(): string[] {
  const asked = spawnSync('python3', ['-c', "import sysconfig; print(sysconfig.get_paths()['stdlib'])"], {
    encoding: 'utf8',
  });
  return asked.status === 0 ? [asked.stdout.trim()] : [];
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return /^(?:node_modules|__pycache__|site-packages|dist-packages|locales|\..*)$/.test(entry.name)
          ? []
          : listed(path);
      return entry.isFile() && /(?<!\.d)\.(?:ts|tsx|py)$/.test(entry.name) ? [path] : [];
    });
  } catch {
    return [];
  }
}

function read(path: string, name: string): SourceFile[] {
  if (statSync(path).size > 120_000) return [];
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const lines = text.split('\n').length;
  if (lines < 25 || lines > 3000 || text.includes('\r') || text.includes('\uFFFD')) return [];
  if (/@generated|do not edit/i.test(text.slice(0, 800))) return [];
  return [{ path: name, language: name.endsWith('.py') ? 'python' : 'typescript', text }];
}

function hashOf(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619) >>> 0;
  return hash >>> 3;
}
