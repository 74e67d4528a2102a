import ignore, { type Ignore } from 'ignore';
import type { Sources } from '../../loop/rooms.ts';

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

/** Files whose whole content is secret; their values are also looked for elsewhere. */
const SECRET_FILES =
  /(?:^|\/)(?:\.env(?:\.(?!example$|sample$|template$|dist$)[^/]+)?|\.netrc|\.pgpass|\.npmrc|\.pypirc|\.htpasswd|id_(?:rsa|dsa|ecdsa|ed25519)|[^/]+\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk))$/;

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
      lists.push({ source: path, folder: path.slice(0, cut), rules: ignore().add(text) });
  }
  if (exclude !== undefined) {
    lists.push({ source: '.git/info/exclude', folder: '', rules: ignore().add(exclude) });
  }
  return (path) => {
    if (SECRET_FILES.test(path)) return 'files of secrets';
    return lists.find(
      ({ folder, rules }) =>
        path.startsWith(folder) && path !== folder && rules.ignores(path.slice(folder.length)),
    )?.source;
  };
}

/** The sources without what is hidden. */
export function visibleSources(sources: Sources, hiding: Hiding): Sources {
  return {
    list: () => sources.list().filter((path) => hiding(path) === undefined),
    read: (path) => (hiding(path) === undefined ? sources.read(path) : undefined),
  };
}
