import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import ignore from 'ignore';
import writeFileAtomic from 'write-file-atomic';
import { readPath } from '../edits/paths.ts';
import { withReplacements } from '../edits/replacements.ts';
import { readReply } from '../edits/reply-reader.ts';
import type { FileEdit } from '../loop/types.ts';

/** What became of a reply. Nothing was written unless it was applied. */
export type ReplyApplied =
  | {
      readonly applied: true;
      readonly file: string;
      readonly edits: readonly DescribedEdit[];
      /** Files that the reply is about besides; they were left alone. */
      readonly elsewhere?: readonly string[];
      /** What the model said besides. */
      readonly note?: string;
    }
  | { readonly applied: false; readonly file: string; readonly reason: string };

export type DescribedEdit =
  | { readonly kind: 'modify'; readonly path: string; readonly changes: readonly DescribedChange[] }
  | { readonly kind: 'create' | 'delete'; readonly path: string };

interface DescribedChange {
  /** 1-based line of the file as it was. */
  readonly line: number;
  readonly removed: string;
  readonly added: string;
}

/** Bytes above which a file is not edited. */
const LARGEST = 1024 * 1024;
const BOM = '\uFEFF';

/** Applies a model's reply to one file, wholly or not at all. */
export async function applyReply(
  given: string,
  reply: string,
  { cwd, dryRun }: { readonly cwd: string; readonly dryRun: boolean },
): Promise<ReplyApplied> {
  const refuse = (reason: string): ReplyApplied => ({ applied: false, file: given, reason });
  const absolute = resolve(cwd, given);
  const isInside = absolute.startsWith(cwd + sep);
  const root = isInside ? cwd : dirname(absolute);
  const path = relative(root, absolute).split(sep).join('/');
  const target = openTarget(root, absolute);
  if ('refused' in target) return refuse(target.refused);
  const { text } = target;
  const elsewhere: string[] = [];
  const reading = readReply(
    reply,
    { list: () => (text === undefined ? [] : [path]), read: (name) => (name === path ? text : undefined) },
    {
      path,
      resolve: (written) => {
        if (means(written, absolute, [cwd, root])) return { path };
        elsewhere.push(written);
        return 'elsewhere';
      },
    },
  );
  if (reading.kind === 'refused') return refuse(reading.reason);
  const { edits } = reading;
  for (const edit of edits) {
    const problem = edit.path === path ? undefined : inTheWay(root, edit.path);
    if (problem !== undefined) return refuse(problem);
  }
  if (!dryRun) await write(root, edits, path, target);
  return {
    applied: true,
    file: given,
    edits: edits.map((edit) => described(edit, text ?? '')),
    ...(elsewhere.length === 0 ? {} : { elsewhere }),
    ...(reading.note === '' ? {} : { note: reading.note }),
  };
}

interface Target {
  /** Where the file really is. */
  readonly real: string;
  /** Undefined when there is no such file. */
  readonly text: string | undefined;
  readonly hasBom: boolean;
}

/** The file, unless it is none that may be edited. */
function openTarget(root: string, absolute: string): Target | { readonly refused: string } {
  const name = basename(absolute);
  const parent = nearestReal(dirname(absolute));
  const realRoot = realpathSync(nearestExisting(root));
  if (!isWithin(parent, realRoot))
    return { refused: `${name} is not inside ${root}: a link leads elsewhere.` };
  const hidden = forbiddenAt(realRoot, parent, name);
  if (hidden !== undefined) return { refused: hidden };
  if (isIgnored(absolute)) return { refused: `${name} is ignored by git; such files are not edited.` };
  if (lstatSync(absolute, { throwIfNoEntry: false }) === undefined)
    return { real: absolute, text: undefined, hasBom: false };
  if (!existsSync(absolute)) return { refused: `${name} is a link that leads nowhere.` };
  const real = realpathSync(absolute);
  if (!isWithin(real, realRoot)) return { refused: `${name} is a link that leads out of ${root}.` };
  const led = forbiddenAt(realRoot, real, name);
  if (led !== undefined) return { refused: led };
  const stat = statSync(real);
  if (!stat.isFile()) return { refused: `${name} is no file.` };
  if (stat.size > LARGEST) return { refused: `${name} is too large to be edited: ${stat.size} bytes.` };
  const bytes = readFileSync(real);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (text.includes('\0')) return { refused: `${name} is binary.` };
    const hasBom = text.startsWith(BOM);
    return { real, text: hasBom ? text.slice(1) : text, hasBom };
  } catch {
    return { refused: `${name} is binary or not UTF-8.` };
  }
}

/** Why the place that links lead to may not be edited: what is refused by its own name is refused by any other. */
function forbiddenAt(realRoot: string, real: string, name: string): string | undefined {
  const place = relative(realRoot, real).split(sep).join('/');
  if (place === '') return undefined;
  const reading = readPath(place);
  if ('refused' in reading) return `${name} leads to another place: ${reading.refused}`;
  return isIgnored(real)
    ? `${name} leads to ${place}, which git ignores; such files are not edited.`
    : undefined;
}

function nearestExisting(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestExisting(dirname(folder));
}

const nearestReal = (folder: string): string => realpathSync(nearestExisting(folder));

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Whether one of the ignore files between the file and the root of its repository names it. */
function isIgnored(absolute: string): boolean {
  const folders: string[] = [];
  for (let folder = dirname(absolute); ; folder = dirname(folder)) {
    folders.push(folder);
    if (existsSync(join(folder, '.git'))) break;
    // Without a repository nothing is ignored.
    if (dirname(folder) === folder) return false;
  }
  return folders.some((folder) => {
    const rules = join(folder, '.gitignore');
    const name = relative(folder, absolute).split(sep).join('/');
    return existsSync(rules) && ignore().add(readFileSync(rules, 'utf8')).ignores(name);
  });
}

/** Whether a path that a reply wrote means the file: as seen from one of the folders, or by its last parts. */
function means(written: string, absolute: string, from: readonly string[]): boolean {
  const path = written.replaceAll('\\', '/');
  if (from.some((folder) => resolve(folder, path) === absolute)) return true;
  if (isAbsolute(path) || path.split('/').includes('..')) return false;
  const tail = path.replace(/^(?:\.\/)+/, '');
  const here = absolute.split(sep).join('/');
  if (here.endsWith(`/${tail}`)) return true;
  // The same name in a folder that is not there: the file was put somewhere else.
  return basename(tail) === basename(here) && !from.some((folder) => existsSync(resolve(folder, tail)));
}

/** What keeps a new file from being written. */
function inTheWay(root: string, path: string): string | undefined {
  const absolute = resolve(root, path);
  if (lstatSync(absolute, { throwIfNoEntry: false }) !== undefined) return `${path} is there already.`;
  if (!isWithin(nearestReal(dirname(absolute)), realpathSync(root))) return `${path} leads out of ${root}.`;
  return isIgnored(absolute) ? `${path} is ignored by git; such files are not edited.` : undefined;
}

async function write(root: string, edits: readonly FileEdit[], path: string, target: Target): Promise<void> {
  const mark = target.hasBom ? BOM : '';
  for (const edit of edits) {
    const at = edit.path === path ? target.real : resolve(root, edit.path);
    if (edit.kind === 'delete') await rm(at);
    else if (edit.kind === 'create') {
      await mkdir(dirname(at), { recursive: true });
      // What is renamed keeps its mark; what is new has none.
      await writeFileAtomic(at, (edit.path === path ? '' : mark) + edit.text);
    } else await writeFileAtomic(at, mark + withReplacements(target.text ?? '', edit.replacements));
  }
}

function described(edit: FileEdit, text: string): DescribedEdit {
  if (edit.kind !== 'modify') return { kind: edit.kind, path: edit.path };
  return {
    kind: 'modify',
    path: edit.path,
    changes: edit.replacements.map(({ start, end, text: added }) => ({
      line: text.slice(0, start).split(/\r\n|\n|\r/).length,
      removed: text.slice(start, end),
      added,
    })),
  };
}
