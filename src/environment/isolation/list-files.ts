import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { CancelSignal } from '../../loop/types.ts';
import { commandEnvironment } from '../command-environment.ts';
import { statOf, throughLink } from './links.ts';
import { runCommand } from './process.ts';

/** More files than this are not taken into a snapshot. */
export const FILE_LIMIT = 20_000;
/** Submodules of submodules end somewhere. */
const DEPTH = 5;

/** Folders that hold no source, whatever an ignore file says. */
const NEVER = new Set([
  '.git',
  'node_modules',
  '.venv',
  'venv',
  '__pycache__',
  '.credence',
  '.tox',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
]);

/** Whether a path lies in a folder that holds no source. */
export function isNeverSource(path: string): boolean {
  return path.split('/').some((part) => NEVER.has(part));
}

/** Whether a folder is a virtual environment of Python. */
export function isVirtualEnvironment(folder: string): boolean {
  return existsSync(join(folder, 'pyvenv.cfg'));
}

/** What a workspace holds: paths that are sorted, relative, with forward slashes. */
export interface Listing {
  readonly files: readonly string[];
  /** Symbolic links, wherever they lead. What lies behind them is listed where it lies, or is outside. */
  readonly links: readonly string[];
}

/** The workspace as the person sees it: what is tracked and what is not, without what is ignored or not on the disk. */
export async function listFiles(folder: string, signal: CancelSignal): Promise<Listing> {
  const paths = (await listByGit(folder, signal, DEPTH)) ?? listByWalk(folder);
  const files: string[] = [];
  const links: string[] = [];
  for (const path of paths.toSorted()) {
    const stat = statOf(join(folder, path));
    if (stat?.isFile()) files.push(path);
    else if (stat?.isSymbolicLink()) links.push(path);
  }
  return { files, links };
}

async function listByGit(
  folder: string,
  signal: CancelSignal,
  depth: number,
): Promise<readonly string[] | undefined> {
  const result = await runCommand({
    // No optional locks: reading must not touch the index. No configured program may run.
    argv: [
      'git',
      '--no-optional-locks',
      '-c',
      'core.fsmonitor=false',
      'ls-files',
      '-z',
      '--cached',
      '--others',
      '--exclude-standard',
    ],
    cwd: folder,
    env: commandEnvironment({}),
    limitSeconds: 30,
    limitBytes: 64 * 1024 * 1024,
    signal,
    keepBytes: 64 * 1024 * 1024,
  });
  if (result.ended !== 'exited' || result.exitCode !== 0) return undefined;
  const names = [...new Set(result.stdout.split('\0'))].filter((name) => name !== '');
  const linked = new Map<string, boolean>();
  const isBehindLink = (name: string): boolean => {
    const parent = posix.dirname(name);
    const known = linked.get(parent) ?? throughLink(folder, parent);
    linked.set(parent, known);
    return known;
  };
  const paths: string[] = [];
  for (const name of names) {
    // Git still names the files of a tracked folder that the person has replaced by a link.
    if (isNeverSource(name) || isBehindLink(name)) continue;
    const inner = join(folder, name);
    if (!statOf(inner)?.isDirectory()) {
      paths.push(name);
      continue;
    }
    // A submodule is listed as its folder; one that was never fetched is an empty folder of this repository.
    const isRepository = depth > 0 && statOf(join(inner, '.git')) !== undefined;
    const within =
      (isRepository ? await listByGit(inner, signal, depth - 1) : undefined) ?? listByWalk(inner);
    for (const path of within) paths.push(posix.join(name, path));
  }
  // A folder that its own repository ignores still has files for the person.
  return paths.length > 0 ? paths : undefined;
}

function listByWalk(root: string): string[] {
  const files: string[] = [];
  const walk = (
    folder: string,
    rules: readonly { readonly base: string; readonly ignore: Ignore }[],
  ): void => {
    const absolute = join(root, folder);
    const own = rulesIn(absolute);
    const all = own === undefined ? rules : [...rules, { base: folder, ignore: own }];
    for (const entry of entriesOf(absolute)) {
      // One more than a snapshot takes, so that it shows that something is left out.
      if (files.length > FILE_LIMIT) return;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const isFolder = entry.isDirectory();
      if (NEVER.has(entry.name) || (isFolder && isVirtualEnvironment(join(root, path)))) continue;
      if (all.some((rule) => rule.ignore.ignores(relativeTo(rule.base, path) + (isFolder ? '/' : ''))))
        continue;
      if (isFolder) walk(path, all);
      else if (entry.isFile() || entry.isSymbolicLink()) files.push(path);
    }
  };
  walk('', []);
  return files;
}

function relativeTo(base: string, path: string): string {
  return base === '' ? path : path.slice(base.length + 1);
}

function rulesIn(folder: string): Ignore | undefined {
  try {
    return ignore().add(readFileSync(join(folder, '.gitignore'), 'utf8'));
  } catch {
    return undefined;
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
