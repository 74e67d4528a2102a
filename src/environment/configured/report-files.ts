import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { globSync } from 'tinyglobby';

/*
 * Reports lie in a copy that is used again, and may be part of the workspace themselves: only what was written during
 * the run says anything about it.
 */

const FILES = 5000;
const TOTAL_BYTES = 64 * 1024 * 1024;

/** How each report file looked before the run, by absolute path. */
export type Before = ReadonlyMap<string, string>;

export type ReportFiles =
  | { readonly kind: 'read'; readonly documents: readonly Uint8Array[] }
  /** Why there is nothing to read, as the end of a sentence. */
  | { readonly kind: 'none'; readonly reason: string };

/** Where reports are looked for. */
export interface ReportPlace {
  /** Absolute folder that `path` is relative to. */
  readonly cwd: string;
  /** A file, a folder or a pattern. */
  readonly path: string;
  /** What is taken of a folder; tools put pages and logs beside their reports. */
  readonly extensions: readonly string[];
}

export function marksOf(place: ReportPlace): Before {
  return new Map(filesAt(place).map((file) => [file, markOf(file)]));
}

export function readReportFiles(place: ReportPlace, before: Before): ReportFiles {
  const { path } = place;
  const there = filesAt(place);
  if (there.length === 0)
    return {
      kind: 'none',
      reason: `there is no report at ${path}: check “report.path”, which is relative to the command’s folder`,
    };
  const fresh = there.filter((file) => before.get(file) !== markOf(file));
  if (fresh.length === 0)
    return {
      kind: 'none',
      reason: `the report at ${path} is older than the run: the command did not write it anew, so let it always run its tests`,
    };
  const documents: Uint8Array[] = [];
  let total = 0;
  for (const file of fresh) {
    const bytes = readFileSync(file);
    total += bytes.length;
    if (total > TOTAL_BYTES)
      return { kind: 'none', reason: `the report at ${path} is larger than ${TOTAL_BYTES / 1024 / 1024} MB` };
    // Written, but with nothing in it: one of several may be.
    if (bytes.some((byte) => byte > 32)) documents.push(bytes);
  }
  return documents.length === 0
    ? { kind: 'none', reason: `the report at ${path} is empty` }
    : { kind: 'read', documents };
}

function filesAt({ cwd, path, extensions }: ReportPlace): readonly string[] {
  try {
    const absolute = resolve(cwd, path);
    const stat = statSync(absolute, { throwIfNoEntry: false });
    if (stat?.isFile() === true) return [absolute].filter(isRegular);
    if (stat?.isDirectory() === true) {
      const names = readdirSync(absolute, { recursive: true, encoding: 'utf8' });
      const named = names.filter((name) => extensions.includes(extname(name).slice(1)));
      return named
        .map((name) => join(absolute, name))
        .toSorted()
        .filter(isRegular)
        .slice(0, FILES);
    }
    if (!/[*?[{]/.test(path)) return [];
    const found = globSync(path, { cwd, expandDirectories: false, followSymbolicLinks: false }).map((name) =>
      join(cwd, name),
    );
    return found.toSorted().filter(isRegular).slice(0, FILES);
  } catch {
    // Cannot be looked at, so nothing is there.
    return [];
  }
}

/** A link may lead anywhere, and a pipe would be waited for without end. */
function isRegular(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function markOf(file: string): string {
  const { mtimeNs, ctimeNs, size, ino } = lstatSync(file, { bigint: true });
  return [mtimeNs, ctimeNs, size, ino].join(' ');
}
