import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it, onTestFinished } from 'vitest';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { startTypesProcess } from '../../src/environment/typescript/types-compilers.ts';
import type { Compiler } from '../../src/environment/typescript/types-messages.ts';
import { TypesService } from '../../src/environment/typescript/types-service.ts';
import { projectOf, put } from '../support/projects.ts';
import { type TypeMutant, typeMutantsOf } from '../support/type-mutants.ts';
import { TYPE_PROJECTS } from '../support/type-projects.ts';

const root = resolve(import.meta.dirname, '../..');
const never = new AbortController().signal;
/** Changes of each project; many more show in `CREDENCE_TYPE_MUTANTS=100`. */
const COUNT = Number(process.env.CREDENCE_TYPE_MUTANTS ?? 8);
const COMPILERS: Readonly<Record<string, Compiler>> = {
  'TypeScript 7': { kind: 'native', folder: join(root, 'node_modules/typescript-native'), whose: 'built in' },
  'TypeScript 6': {
    kind: 'language-service',
    own: false,
    fallback: join(root, 'node_modules/typescript/lib/typescript.js'),
  },
};

/** Parsed declarations of the language itself are the same for all programs. */
const libraries = new Map<string, ts.SourceFile | undefined>();

/** Error codes and messages by file, counted, as a fresh `tsc --noEmit` of every configuration finds them. */
function compile(folder: string, mutant?: TypeMutant): Map<string, number> {
  const configs = ts.sys
    .readDirectory(folder, ['.json'], ['node_modules'], ['**/tsconfig.json'])
    .map((path) => {
      const { config } = ts.readConfigFile(path, ts.sys.readFile);
      return ts.parseJsonConfigFileContent(config, ts.sys, resolve(path, '..'), {}, path);
    })
    .filter(({ fileNames }) => fileNames.length > 0);
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  for (const { fileNames, options } of configs) {
    const host = ts.createCompilerHost(options);
    const { getSourceFile, readFile } = host;
    host.readFile = (path) =>
      mutant !== undefined && path === join(folder, mutant.path) ? mutant.text : readFile(path);
    host.getSourceFile = (path, ...rest) => {
      if (!path.includes('/typescript/lib/')) return getSourceFile.call(host, path, ...rest);
      if (!libraries.has(path)) libraries.set(path, getSourceFile.call(host, path, ...rest));
      return libraries.get(path);
    };
    const program = ts.createProgram({
      rootNames: fileNames,
      options: { ...options, noEmit: true, composite: false },
      host,
    });
    for (const error of ts.getPreEmitDiagnostics(program)) {
      const path = error.file?.fileName ?? '';
      if (error.category !== ts.DiagnosticCategory.Error || seen.has(`${path}:${error.start}:${error.code}`))
        continue;
      seen.add(`${path}:${error.start}:${error.code}`);
      const key = `${path} ${error.code} ${ts.flattenDiagnosticMessageText(error.messageText, ' ')}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

function hasMore(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): boolean {
  return [...after].some(([key, n]) => n > (before.get(key) ?? 0));
}

describe.each(Object.keys(TYPE_PROJECTS))('in the project “%s”', (name) => {
  it('every compiler calls the same candidates ill-typed as a fresh compilation does', async () => {
    const files = TYPE_PROJECTS[name] ?? {};
    const folder = projectOf(files);
    const lease = takeLease();
    onTestFinished(() => lease.release());
    const snapshot = await Snapshot.take(folder, [], lease, never);
    const services = Object.entries(COMPILERS).map(([version, compiler]) => {
      const service = new TypesService({
        origin: folder,
        folder: snapshot.folder,
        list: () => snapshot.list(),
        compilers: [compiler],
        start: () =>
          startTypesProcess(join(root, 'src/environment/typescript/types-process.ts'), lease.folder),
      });
      onTestFinished(() => service.close());
      return { version, service };
    });
    const before = compile(folder);
    const disagreements: string[] = [];
    let ill = 0;
    const mutants = typeMutantsOf(files, COUNT, 7);
    for (const mutant of mutants) {
      const isIll = hasMore(before, compile(folder, mutant));
      if (isIll) ill += 1;
      for (const { version, service } of services) {
        const verdict = await service.check({ texts: new Map([[mutant.path, mutant.text]]), signal: never });
        if (verdict.status !== (isIll ? 'failed' : 'passed'))
          disagreements.push(`${version}: ${mutant.name}: ${verdict.status} (${verdict.detail})`);
      }
    }
    if (process.env.CREDENCE_TYPE_MUTANTS !== undefined)
      console.log(name, mutants.length, 'mutants', ill, 'ill', disagreements);
    expect(disagreements).toEqual([]);
    // Both kinds were there to be told apart.
    expect(ill).toBeGreaterThan(0);
    expect(ill).toBeLessThan(mutants.length);
  }, 600_000);
});

it('a fresh compilation is what the command line says', () => {
  const files = TYPE_PROJECTS.strict ?? {};
  for (const mutant of typeMutantsOf(files, 3, 11)) {
    const folder = projectOf(files);
    const isIll = hasMore(compile(folder), compile(folder, mutant));
    put(folder, { [mutant.path]: mutant.text });
    let failed = false;
    try {
      execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder]);
    } catch {
      failed = true;
    }
    expect([mutant.name, failed]).toEqual([mutant.name, isIll]);
  }
}, 60_000);
