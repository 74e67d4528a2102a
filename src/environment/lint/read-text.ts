import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** No problem of a file larger than this is looked at. */
const READABLE_BYTES = 4 * 1024 * 1024;

/** Text of a file of a copy without its byte-order mark; undefined when there is none or it is too large. */
export function readText(root: string, path: string): string | undefined {
  try {
    const file = join(root, path);
    const stat = statSync(file);
    if (!stat.isFile() || stat.size > READABLE_BYTES) return undefined;
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}
