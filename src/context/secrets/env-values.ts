import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { secretValues } from './env-file.ts';

const ENV_FILE =
  /^\.env(?:\.(?!example$|sample$|template$|dist$)[\w.-]+)?$|^[\w-]+\.env$|^\.(?:dev\.vars|flaskenv)$/;
const LARGEST = 256 * 1024;
const MOST_FOLDERS = 2000;
const MOST_VALUES = 2000;

/**
 * The secrets in the env files of a workspace, also in those that git ignores: exactly these are redacted wherever they
 * occur. Looks into the folder itself and every folder that holds a listed file.
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
  const values = new Set<string>();
  for (const inner of folders) {
    for (const name of namesIn(join(folder, inner))) {
      if (!ENV_FILE.test(name) || values.size > MOST_VALUES) continue;
      for (const value of secretValues(textOf(join(folder, inner, name)))) values.add(value);
    }
  }
  return [...values];
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
