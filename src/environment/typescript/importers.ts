import { posix } from 'node:path';
import type { WorkspaceTexts } from './workspace-texts.ts';

/**
 * Files that may see a change of this one: those whose text mentions it, and through files that only pass on what it
 * exports, those that mention these. A file that is no module, or that adds to what is global, is seen by all.
 * @param among the files that compilers look at
 */
export function importersOf(path: string, texts: WorkspaceTexts, among: Iterable<string>): readonly string[] {
  const files = [...among];
  const found = new Set<string>();
  const left = [path];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const mention = mentionOf(next);
    const isSeenByAll = isGlobal(texts.read(next) ?? '');
    for (const file of files) {
      if (file === path || file === next || found.has(file)) continue;
      const text = texts.read(file);
      if (text === undefined || !(isSeenByAll || text.includes(mention))) continue;
      found.add(file);
      if (passesOn(text, mention)) left.push(file);
    }
  }
  return [...found];
}

/** What a specifier of the file has in it: a folder is imported by its own name. */
function mentionOf(path: string): string {
  const stem = posix.basename(path).replace(/(?:\.d)?\.[^.]+$/, '');
  const folders = posix.dirname(path).split('/');
  // The folder of a package's sources is no part of the package's name.
  const named = folders.findLast((folder) => !/^(?:src|lib|source)$/.test(folder));
  return stem === 'index' ? (named ?? stem) : stem;
}

function isGlobal(text: string): boolean {
  if (/^\s*declare\s+(?:global|module)\b/m.test(text)) return true;
  return !/^\s*(?:import|export)\b/m.test(text) && !/\b(?:require\(|module\.exports|exports\.)/.test(text);
}

/** Whether a file exports again what it takes from a specifier with these words in it. */
function passesOn(text: string, mention: string): boolean {
  return [...text.matchAll(/^\s*export\b[^;'"]*\bfrom\s*['"]([^'"]+)['"]/gm)].some(
    ([, specifier]) => specifier?.includes(mention) === true,
  );
}
