import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textsOf } from './one-line-bugs.ts';

/** A slip in a small function of its own, with the right text. */
export interface Slip {
  readonly kind: string;
  readonly name: string;
  readonly path: string;
  readonly wrong: string;
  readonly right: string;
}

const HEAD = /^=== ([\w-]+) \| (.+) \| (\S+)$/m;

/**
 * The slips of one file below `slips/`, each written as `«wrong⇒right»` where it stands. They were collected before
 * the templates that are measured on them were written.
 */
export function slipsOf(language: 'typescript' | 'python' | 'library'): readonly Slip[] {
  const text = readFileSync(join(import.meta.dirname, 'slips', `${language}.txt`), 'utf8');
  const parts = text.split(HEAD).slice(1);
  const slips: Slip[] = [];
  for (let at = 0; at + 3 < parts.length; at += 4) {
    const [kind = '', name = '', path = '', body = ''] = parts.slice(at, at + 4);
    slips.push({ kind, name, path, ...textsOf(body.replace(/^\n/, '')) });
  }
  return slips;
}
