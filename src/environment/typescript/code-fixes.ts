import type ts from 'typescript';
import type { CodeFix } from '../../loop/rooms.ts';
import type { Diagnostic } from '../../loop/types.ts';
import { ownFixes } from './fixes/index.ts';
import { nodeAt, type Place } from './fixes/place.ts';

/** A diagnostic, and the language service that reported it. */
export interface FixRequest {
  readonly api: typeof ts;
  readonly service: ts.LanguageService;
  /** Absolute. */
  readonly file: string;
  readonly text: string;
  readonly diagnostic: Diagnostic;
  /** Path within the workspace; undefined for what lies outside. */
  readonly relative: (absolute: string) => string | undefined;
}

/** Every way to mend a diagnostic: the language service's fixes and refactorings, then ours. None is there twice. */
export function fixesOf(request: FixRequest): readonly CodeFix[] {
  const found = [...serviceFixes(request), ...attempt(() => [...ours(request)]), ...refactorings(request)];
  const seen = new Set<string>();
  return found.filter(({ changes }) => {
    const mark = JSON.stringify(changes);
    return changes.length > 0 && !seen.has(mark) && seen.add(mark) !== undefined;
  });
}

/** The compiler fails on code that it does not expect, and an older one may lack what is asked of it. */
function attempt<T>(work: () => readonly T[]): readonly T[] {
  try {
    return work();
  } catch {
    return [];
  }
}

function serviceFixes(request: FixRequest): readonly CodeFix[] {
  const { service, file, diagnostic } = request;
  const settings = formatting(request);
  const preferences = preferencesOf(request);
  const code = Number(diagnostic.code.replace(/^\D+/, ''));
  const found = attempt(() =>
    service.getCodeFixesAtPosition(file, diagnostic.start, diagnostic.end, [code], settings, preferences),
  );
  const single = found.map((fix) => codeFix(request, fix.fixName, fix.description, fix.changes));
  const everywhere = found.flatMap(({ fixId, fixName, fixAllDescription, description }) => {
    if (fixId === undefined) return [];
    return attempt(() => {
      const { changes } = service.getCombinedCodeFix(
        { type: 'file', fileName: file },
        fixId,
        settings,
        preferences,
      );
      return [codeFix(request, fixName, fixAllDescription ?? `${description} (all)`, changes)];
    });
  });
  return [...single, ...everywhere].flatMap((fix) => (fix === undefined ? [] : [fix]));
}

function* ours({ api, service, file, text, diagnostic, relative }: FixRequest): Iterable<CodeFix> {
  const program = service.getProgram();
  const source = program?.getSourceFile(file);
  if (program === undefined || source === undefined) return;
  const place: Place = {
    ...{ api, service, program, checker: program.getTypeChecker(), file: source, text, diagnostic, relative },
    code: Number(diagnostic.code.replace(/^\D+/, '')),
    node: nodeAt(api, source, diagnostic.start, diagnostic.end),
  };
  yield* ownFixes(place);
}

/** They make code anew elsewhere, ask the person for a name, or look through the whole project for every use. */
const NO_REPAIR = /^(Extract|Move|Inline|Generate|Convert (overload|parameters))/i;

function refactorings(request: FixRequest): readonly CodeFix[] {
  const { service, file, diagnostic } = request;
  const range = { pos: diagnostic.start, end: diagnostic.end };
  const settings = formatting(request);
  return attempt(() =>
    service
      .getApplicableRefactors(file, range, {}, 'invoked')
      .filter(({ name }) => !NO_REPAIR.test(name))
      .flatMap(({ name, actions }) => actions.map((action) => ({ name, action })))
      .filter(({ action }) => action.notApplicableReason === undefined),
  ).flatMap(({ name, action }) =>
    attempt(() => {
      const edits = service.getEditsForRefactor(file, settings, range, name, action.name, {});
      const fix = codeFix(request, `refactor:${name}`, action.description, edits?.edits ?? []);
      return fix === undefined ? [] : [fix];
    }),
  );
}

/** Undefined when the fix reaches beyond the workspace's existing files. */
function codeFix(
  { relative }: FixRequest,
  name: string,
  description: string,
  changes: readonly ts.FileTextChanges[],
): CodeFix | undefined {
  const mapped = changes.map((change) => ({
    path: change.isNewFile ? undefined : relative(change.fileName),
    replacements: change.textChanges
      .map(({ span, newText }) => ({ start: span.start, end: span.start + span.length, text: newText }))
      .toSorted((a, b) => a.start - b.start),
  }));
  const known = mapped.flatMap(({ path, replacements }) =>
    path === undefined ? [] : [{ path, replacements }],
  );
  return known.length === mapped.length ? { name, description, changes: known } : undefined;
}

/** Imports as others of the project are: with the ending of the file or without, types marked as such or not. */
function preferencesOf({ service, relative }: FixRequest): ts.UserPreferences {
  const program = service.getProgram();
  const options = program?.getCompilerOptions() ?? {};
  // Where types are only stripped, a type that is imported as a value is not there at run time.
  let areTypesMarked = options.allowImportingTsExtensions === true || options.verbatimModuleSyntax === true;
  let [withEnding, without] = [0, 0];
  for (const { fileName, text } of program?.getSourceFiles() ?? []) {
    if (relative(fileName) === undefined) continue;
    areTypesMarked ||= /^import type\b/m.test(text);
    for (const [, specifier = ''] of text.matchAll(/\bfrom\s*['"](\.[^'"]*)['"]/g)) {
      if (/\.[cm]?[jt]sx?$/.test(specifier)) withEnding += 1;
      else without += 1;
    }
  }
  return {
    ...(withEnding > without ? { importModuleSpecifierEnding: 'js' } : {}),
    preferTypeOnlyAutoImports: areTypesMarked,
  };
}

function formatting({ api, text }: FixRequest): ts.FormatCodeSettings {
  const indent = /^( {2,8}|\t)\S/m.exec(text)?.[1] ?? '  ';
  return {
    ...api.getDefaultFormatCodeSettings(text.includes('\r\n') ? '\r\n' : '\n'),
    indentSize: indent === '\t' ? 4 : indent.length,
    convertTabsToSpaces: indent !== '\t',
  };
}
