import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { loadTypescript } from '../../src/environment/typescript/load.ts';
import { TypescriptChecker } from '../../src/environment/typescript/type-checker.ts';
import { startTypesProcess } from '../../src/environment/typescript/types-compilers.ts';
import type { Compiler } from '../../src/environment/typescript/types-messages.ts';
import { TypesService } from '../../src/environment/typescript/types-service.ts';

/** A way to learn of the errors of one changed file. */
export interface Contender {
  readonly name: string;
  readonly isCold?: true;
  /** Errors that are new, or all where that is all it can tell. */
  check(path: string, text: string): Promise<number>;
  megabytes?(): number;
  close?(): void;
}

const never = new AbortController().signal;

export async function openContenders(
  root: string,
  snapshot: Snapshot,
  lease: string,
): Promise<readonly Contender[]> {
  const fallback = join(root, 'node_modules/typescript/lib/typescript.js');
  const loaded = loadTypescript(snapshot.origin, false, fallback);
  if (loaded === undefined) throw new Error('no TypeScript');
  const checker = new TypescriptChecker(loaded, snapshot);
  const native: Compiler = {
    kind: 'native',
    folder: join(root, 'node_modules/typescript-native'),
    whose: 'given',
  };
  const service: Compiler = { kind: 'language-service', own: false, fallback };
  const warm = (name: string, compiler: Compiler, sees: boolean): Contender => {
    const types = new TypesService({
      origin: snapshot.origin,
      folder: snapshot.folder,
      list: () => snapshot.list(),
      compilers: [compiler],
      start: () => startTypesProcess(join(root, 'src/environment/typescript/types-process.ts'), lease),
    });
    return {
      name,
      check: async (path, text) =>
        (
          await types.check({
            texts: new Map([[path, text]]),
            ...(sees ? {} : { visible: [] }),
            signal: never,
          })
        ).fresh.length,
      megabytes: () => types.megabytes(),
      close: () => types.close(),
    };
  };
  return [
    cold('TypeScript 6, cold (tsc)', join(root, 'node_modules/typescript/bin/tsc'), snapshot.origin),
    cold('TypeScript 7, cold', join(root, 'node_modules/typescript-native/bin/tsc'), snapshot.origin),
    {
      name: 'language service in this process, changed file',
      check: async (path, text) => checker.diagnose(path, new Map([[path, text]])).length,
    },
    builder(snapshot.origin),
    warm('types service, TypeScript 6, changed file', service, false),
    warm('types service, TypeScript 6, and importers', service, true),
    warm('types service, TypeScript 7, changed file', native, false),
    warm('types service, TypeScript 7, and importers', native, true),
  ];
}

function cold(name: string, program: string, folder: string): Contender {
  return {
    name,
    isCold: true,
    check: async (path, text) => {
      const file = join(folder, path);
      const before = readFileSync(file);
      writeFileSync(file, text);
      try {
        execFileSync(process.execPath, [program, '--noEmit', '-p', folder], { stdio: 'pipe' });
        return 0;
      } catch {
        return 1;
      } finally {
        writeFileSync(file, before);
      }
    },
  };
}

/** TypeScript's own incremental builder: the changed file and all that it affects. */
function builder(folder: string): Contender {
  const path = join(folder, 'tsconfig.json');
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder, {}, path);
  const host = ts.createIncrementalCompilerHost(options);
  const parsed = new Map<string, ts.SourceFile | undefined>();
  const { getSourceFile } = host;
  host.getSourceFile = (file, ...rest) => {
    if (!parsed.has(file)) parsed.set(file, getSourceFile.call(host, file, ...rest));
    return parsed.get(file);
  };
  let old: ts.SemanticDiagnosticsBuilderProgram | undefined;
  return {
    name: 'builder in this process, changed file and affected',
    check: async (changed, text) => {
      const file = join(folder, changed);
      const before = parsed.get(file);
      const after = ts.createSourceFile(file, text, {
        languageVersion: options.target ?? ts.ScriptTarget.ES2022,
        ...(before?.impliedNodeFormat === undefined ? {} : { impliedNodeFormat: before.impliedNodeFormat }),
      });
      Object.assign(after, { version: ts.sys.createHash?.(text) ?? text });
      parsed.set(file, after);
      const next = ts.createSemanticDiagnosticsBuilderProgram(fileNames, options, host, old);
      let errors = 0;
      for (
        let told = next.getSemanticDiagnosticsOfNextAffectedFile();
        told !== undefined;
        told = next.getSemanticDiagnosticsOfNextAffectedFile()
      )
        errors += told.result.length;
      old = next;
      if (before !== undefined) parsed.set(file, before);
      else parsed.delete(file);
      return errors;
    },
  };
}
