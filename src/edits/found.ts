import type { Step } from './delta.ts';
import type { Profile } from './profile.ts';

/** A block and where its search was found. */
export interface Found {
  readonly search: Profile;
  readonly replace: Profile;
  readonly steps: readonly Step[];
  readonly file: Profile;
  /** For each line of the search the line of the file that it stands for. */
  readonly lines: readonly (number | undefined)[];
}

/** Whether a line that changes is the line of the file: the same in meaning, but for a comment that the search lacks. */
export function isAlike(search: Profile, s: number, file: Profile, f: number): boolean {
  if (search.key[s] === file.key[f]) return true;
  return search.code[s] !== 0 && search.code[s] === search.key[s] && search.code[s] === file.code[f];
}

/** A line as a message shows it. */
export function shown(line: string): string {
  const text = line.trim();
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
