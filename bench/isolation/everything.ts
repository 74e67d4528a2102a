import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every entry below a folder with its bytes, mode, number and time of change, so that two moments can be compared; the
 * repository's own files as well, links not followed.
 */
export function everything(folder: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const walk = (within: string): void => {
    for (const name of readdirSync(join(folder, within)).toSorted()) {
      const path = join(within, name);
      const stat = lstatSync(join(folder, path));
      const held = stat.isFile()
        ? readFileSync(join(folder, path), 'latin1')
        : stat.isSymbolicLink()
          ? readlinkSync(join(folder, path))
          : '';
      found[path] = `${stat.mode} ${stat.mtimeMs} ${stat.ino} ${held}`;
      if (stat.isDirectory()) walk(path);
    }
  };
  walk('');
  return found;
}
