import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { secretValues } from './env-file.ts';
import { isEnvFile } from './secret-files.ts';

const LARGEST = 256 * 1024;
const MOST_FOLDERS = 2000;
const MOST_VALUES = 2000;

/**
 * The secrets in the env files of a workspace, also in those that git ignores: exactly these are redacted wherever they
 * occur, at most 2,000. What is a word of the workspace's own paths is none. Looks into the folder itself and every folder that holds a listed file.
 * @param folder absolute
 * @param listed paths of the workspace's files
 */
export function readSecretValues(folder: string, listed: readonly string[]): readonly string[] {
  const folders = new Set(['']);
  for (const path of listed) {
    let at = path.lastIndexOf('/');
    for (; at > 0 && !folders.has(path.slice(0, at)); at = path.lastIndexOf('/', at - 1))
      folders.add(path.slice(0, at));
    if (folders.size > MOST_FOLDERS) break;
  }
  const words = wordsOf(listed);
  const values = new Set<string>();
  for (const inner of folders) {
    for (const name of namesIn(join(folder, inner))) {
      if (!isEnvFile(name) || values.size >= MOST_VALUES) continue;
      for (const value of secretValues(textOf(join(folder, inner, name)), words)) values.add(value);
    }
  }
  return [...values].slice(0, MOST_VALUES);
}

/** Paths, the names in them, and the words in these; all in lower case. */
function wordsOf(paths: readonly string[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const path of paths) {
    words.add(path.toLowerCase());
    for (const name of path.split('/')) {
      words.add(name.toLowerCase());
      words.add(name.replace(/\.[^.]*$/, '').toLowerCase());
      for (const word of name.split(/[^\p{L}\p{N}]+|(?<=[a-z])(?=[A-Z])/u)) words.add(word.toLowerCase());
    }
  }
  return words;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    const stat = statSync(file);
    return stat.isFile() && stat.size <= LARGEST ? readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
}
