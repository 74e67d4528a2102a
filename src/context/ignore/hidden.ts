import ignore, { type Ignore } from 'ignore';
import type { Sources } from '../../loop/rooms.ts';
import { isSecretFile } from '../secrets/secret-files.ts';
import { boundedIgnore, names } from './patterns.ts';

/** Files by which a person keeps content from assistants, ours and others'; each has the syntax of `.gitignore`. */
const ASSISTANT_LISTS = new Set([
  '.credenceignore',
  '.cursorignore',
  '.aiderignore',
  '.clineignore',
  '.copilotignore',
  '.rooignore',
  '.kilocodeignore',
  '.continueignore',
  '.codeiumignore',
  '.geminiignore',
  '.aiignore',
  '.aiexclude',
]);

/** Says which list hides a path, or undefined for one that may be shown. */
export type Hiding = (path: string) => string | undefined;

/**
 * What must stay out of prompts: what the ignore lists of any folder name, and files of secrets. In each list the last
 * matching line counts; a list never brings back what another list hides. What git ignores is not among the sources.
 * @param exclude the text of `.git/info/exclude`, which counts also where no git is at hand
 */
export function hidingOf(sources: Sources, exclude?: string): Hiding {
  const lists: { readonly source: string; readonly folder: string; readonly rules: Ignore }[] = [];
  for (const path of sources.list()) {
    const cut = path.lastIndexOf('/') + 1;
    if (!ASSISTANT_LISTS.has(path.slice(cut))) continue;
    const text = sources.read(path);
    if (text !== undefined)
      lists.push({ source: path, folder: path.slice(0, cut), rules: boundedIgnore(text) });
  }
  if (exclude !== undefined) {
    lists.push({ source: '.git/info/exclude', folder: '', rules: boundedIgnore(exclude) });
  }
  return (path) => {
    // A runner names files anywhere; a path with a detour would pass the lists by.
    if (!isInside(path)) return 'lying outside the folder';
    if (isSecretFile(path)) return 'files of secrets';
    return lists.find(
      ({ folder, rules }) => path.startsWith(folder) && names(rules, path.slice(folder.length)),
    )?.source;
  };
}

/** Where lists may lie that hide a path: by each of their names, in its folder and in those above it. */
export function listsAbove(path: string): readonly string[] {
  if (!isInside(path)) return [];
  const folders = path.split('/').slice(0, -1);
  return [...folders.keys(), folders.length].flatMap((depth) =>
    [...ASSISTANT_LISTS].map((name) => [...folders.slice(0, depth), name].join('/')),
  );
}

function isInside(path: string): boolean {
  return (
    ignore.isPathValid(path) && !path.split('/').some((part) => part === '..' || part === '.' || part === '')
  );
}

/** The sources without what is hidden. */
export function visibleSources(sources: Sources, hiding: Hiding): Sources {
  return {
    list: () => sources.list().filter((path) => hiding(path) === undefined),
    read: (path) => (hiding(path) === undefined ? sources.read(path) : undefined),
  };
}
