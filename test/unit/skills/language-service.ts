import ts from 'typescript';
import type { TypeChecker } from '../../../src/loop/rooms.ts';
import type { Diagnostic } from '../../../src/loop/types.ts';

/** The real TypeScript language service over files in memory. */
export function languageServiceOver(files: Readonly<Record<string, string>>): TypeChecker {
  const library = ts.getDefaultLibFilePath({ target: ts.ScriptTarget.ES2022 });
  let overlay: ReadonlyMap<string, string> = new Map();
  let version = 0;
  const put = (next: ReadonlyMap<string, string> = new Map()): void => {
    overlay = next;
    version += 1;
  };
  const read = (name: string): string | undefined =>
    overlay.get(name.slice(1)) ?? files[name.slice(1)] ?? ts.sys.readFile(name);
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => ({
      strict: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
    }),
    getScriptFileNames: () => Object.keys(files).map((path) => `/${path}`),
    getScriptVersion: (name) => (name.slice(1) in files ? String(version) : '0'),
    getScriptSnapshot: (name) => {
      const text = read(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => library,
    fileExists: (name) => name.slice(1) in files || ts.sys.fileExists(name),
    readFile: read,
  };
  const service = ts.createLanguageService(host);
  return {
    name: `TypeScript ${ts.version}`,
    diagnose: (path, texts) => {
      put(texts);
      return service.getSemanticDiagnostics(`/${path}`).map((d): Diagnostic => {
        const message = ts.flattenDiagnosticMessageText(d.messageText, '\n');
        const start = d.start ?? 0;
        const line = (read(`/${path}`) ?? '').slice(0, start).split('\n').length;
        const key = `${path} TS${d.code} ${message}`;
        return {
          path,
          start,
          end: start + (d.length ?? 0),
          line,
          code: `TS${d.code}`,
          source: 'typescript',
          message,
          key,
        };
      });
    },
    fixes: ({ path, start, end, code }, texts) => {
      put(texts);
      return service
        .getCodeFixesAtPosition(`/${path}`, start, end, [Number(code.slice(2))], {}, {})
        .map((fix) => ({
          name: fix.fixName,
          description: fix.description,
          changes: fix.changes.map((change) => ({
            path: change.fileName.slice(1),
            replacements: change.textChanges.map(({ span, newText }) => ({
              start: span.start,
              end: span.start + span.length,
              text: newText,
            })),
          })),
        }));
    },
  };
}
