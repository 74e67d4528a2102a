import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from '../../src/loop/redact.ts';

export interface FalseAlarms {
  readonly of: string;
  readonly files: number;
  readonly megabytes: number;
  readonly hitFiles: number;
  readonly hitLines: number;
}

const FILES = 4000;
const LARGEST = 1_000_000;

/** What is redacted where there should be no secret. Tests that plant some, here and in packages, count too. */
export function measureRedaction(root: string): readonly FalseAlarms[] {
  const code = /(?<!\.min)\.(?:[cm]?[jt]s|py|json|md)$/;
  return [
    measure('src', listed(join(root, 'src'), code)),
    measure('node_modules', listed(join(root, 'node_modules'), code)),
  ];
}

function measure(of: string, all: readonly string[]): FalseAlarms {
  const step = Math.max(1, all.length / FILES);
  const chosen = Array.from(
    { length: Math.min(all.length, FILES) },
    (_, i) => all[Math.floor(i * step)] ?? '',
  );
  const texts = chosen.map((file) => readFileSync(file, 'utf8')).filter((text) => text.length <= LARGEST);
  const hits = texts.map((text) => {
    const before = text.split('\n');
    return redact(text)
      .split('\n')
      .filter((line, i) => line !== before[i]).length;
  });
  return {
    of,
    files: texts.length,
    megabytes: texts.reduce((sum, text) => sum + text.length, 0) / 1e6,
    hitFiles: hits.filter((lines) => lines > 0).length,
    hitLines: hits.reduce((sum, lines) => sum + lines, 0),
  };
}

function listed(folder: string, wanted: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      // Lists of packages are full of checksums and are never sent.
      if (entry.isDirectory()) return entry.name.startsWith('.') ? [] : listed(path, wanted);
      return entry.isFile() && wanted.test(entry.name) && !/lock/.test(entry.name) ? [path] : [];
    });
}
