import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A compile error in a small module, and what says whether it was mended. */
export interface DiagnosticCase {
  readonly id: string;
  /** As the compiler names it, for example `TS2304`. */
  readonly code: string;
  /** The file that the person points at: at its first error of this code. */
  readonly path: string;
  readonly heldOut: boolean;
  /** Compiler options beside the strict ones. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Texts that were not the fault and must still be there, by file. */
  readonly keep: readonly { readonly path: string; readonly text: string }[];
  readonly files: Readonly<Record<string, string>>;
  /** Tests that the product never sees, by the path that they are copied to. */
  readonly hidden: Readonly<Record<string, string>>;
}

/**
 * A third of the codes, chosen by their place in numerical order before any case was tried: nothing is tuned to them,
 * and they are reported apart.
 */
const HELD_OUT: ReadonlySet<string> = new Set(
  [
    ...[1064, 1484, 2307, 2339, 2348, 2355, 2366, 2379, 2451, 2488, 2551, 2561, 2578, 2662, 2722, 2741, 2774],
    ...[4114, 7030, 17009, 18047],
  ].map((code) => `TS${code}`),
);

const TEST_IMPORTS = "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\n";

/** Every case, in the order of the files. @throws when a file of the corpus is malformed */
export function readCorpus(): readonly DiagnosticCase[] {
  const folder = join(import.meta.dirname, 'cases');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .toSorted()
    .flatMap((name) => readCases(readFileSync(join(folder, name), 'utf8')));
}

/** Cases as Markdown: a heading, lines of fields, and one block for each file, with its path after the language. */
export function readCases(text: string): readonly DiagnosticCase[] {
  const parts = text.split(/^## /m).slice(1);
  return parts.map((part) => {
    const [id = ''] = part.split('\n', 1);
    const blocks = [...part.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)];
    const fields = part.replaceAll(/^```[\s\S]*?^```$/gm, '');
    const [, path = '', code = ''] = /^focus: (\S+) (TS\d+)$/m.exec(fields) ?? [];
    if (path === '' || blocks.length === 0) throw new Error(`the case ${id} has no focus or no files`);
    const options = /^options: (.*)$/m.exec(fields)?.[1];
    const texts = blocks.map(([, name = '', body = '']): readonly [string, string] => [
      name,
      /\.test\.ts$/.test(name) ? `${TEST_IMPORTS}${body}` : body,
    ]);
    const isHidden = ([name]: readonly [string, string]): boolean => name.startsWith('hidden/');
    return {
      id,
      code,
      path,
      heldOut: HELD_OUT.has(code),
      options: options === undefined ? {} : (JSON.parse(options) as Record<string, unknown>),
      keep: [...fields.matchAll(/^keep: ([^:\s]+): (.*)$/gm)].map(([, file = '', kept = '']) => ({
        path: file,
        text: kept,
      })),
      files: Object.fromEntries(texts.filter((each) => !isHidden(each))),
      hidden: Object.fromEntries(
        texts.filter(isHidden).map(([name, body]) => [name.slice('hidden/'.length), body]),
      ),
    };
  });
}
