import { realpathSync } from 'node:fs';

/** The path without links, as far as it is there. */
export function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
