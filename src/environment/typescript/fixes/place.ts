import type ts from 'typescript';
import type { CodeFix } from '../../../loop/rooms.ts';
import type { Diagnostic } from '../../../loop/types.ts';

/** A diagnostic and the program that it is an error of. */
export interface Place {
  readonly api: typeof ts;
  readonly service: ts.LanguageService;
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  readonly file: ts.SourceFile;
  readonly text: string;
  readonly diagnostic: Diagnostic;
  /** Its number alone. */
  readonly code: number;
  /** The outermost node of exactly the diagnostic's span, else the innermost that holds it. */
  readonly node: ts.Node;
  /** Path within the workspace; undefined for what lies outside. */
  readonly relative: (absolute: string) => string | undefined;
}

/** Offers ways to mend the diagnostics that it knows. */
export type FixProvider = (place: Place) => Iterable<CodeFix>;

export function nodeAt(api: typeof ts, file: ts.SourceFile, start: number, end: number): ts.Node {
  let found: ts.Node = file;
  const visit = (node: ts.Node): void => {
    if (node.getStart(file) > start || node.end < end) return;
    const isSame = found.getStart(file) === start && found.end === end && found !== file;
    if (!isSame) found = node;
    api.forEachChild(node, visit);
  };
  api.forEachChild(file, visit);
  return found;
}

/** A fix of the file of the diagnostic: each text in place of a node or of a stretch. */
export function edit(
  { file, relative }: Place,
  about: { readonly name: string; readonly description: string; readonly fit?: number },
  ...changes: readonly (readonly [where: ts.Node | readonly [number, number], text: string])[]
): CodeFix {
  const replacements = changes
    .map(([where, text]) =>
      'kind' in where
        ? { start: where.getStart(file), end: where.end, text }
        : { start: where[0], end: where[1], text },
    )
    .toSorted((a, b) => a.start - b.start);
  return { ...about, changes: [{ path: relative(file.fileName) ?? '', replacements }] };
}

/** The same in another file. */
export function editAt(
  { relative }: Place,
  about: { readonly name: string; readonly description: string; readonly fit?: number },
  file: ts.SourceFile,
  [start, end]: readonly [number, number],
  text: string,
): readonly CodeFix[] {
  const path = relative(file.fileName);
  return path === undefined || file.isDeclarationFile
    ? []
    : [{ ...about, changes: [{ path, replacements: [{ start, end, text }] }] }];
}

export function ancestor<T extends ts.Node>(
  node: ts.Node | undefined,
  is: (node: ts.Node) => node is T,
): T | undefined {
  for (let each = node; each !== undefined; each = each.parent) if (is(each)) return each;
  return undefined;
}

/** The function whose body a node is in. */
export function functionOf({ api }: Place, node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  const isFunction = (each: ts.Node): each is ts.FunctionLikeDeclaration =>
    api.isFunctionLike(each) && 'body' in each && each.body !== undefined;
  return ancestor(node, isFunction);
}

/** The statement of a block that a node is in. */
export function statementOf({ api }: Place, node: ts.Node): ts.Statement | undefined {
  const isInBlock = (each: ts.Node): each is ts.Statement =>
    each.parent !== undefined &&
    (api.isBlock(each.parent) || api.isSourceFile(each.parent) || api.isCaseOrDefaultClause(each.parent)) &&
    api.isStatement(each);
  return ancestor(node, isInBlock);
}

/** The white space in front of the line that a place is on. */
export function indentAt(text: string, at: number): string {
  const line = text.lastIndexOf('\n', at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line))?.[0] ?? '';
}

export function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Whether a value of one type may stand where another is wanted; true where the compiler cannot be asked. */
export function isAssignable({ checker }: Place, from: ts.Type, to: ts.Type): boolean {
  return typeof checker.isTypeAssignableTo === 'function' ? checker.isTypeAssignableTo(from, to) : true;
}

/** Whether a type says so little that everything fits it. */
export function isVague({ api }: Place, type: ts.Type): boolean {
  return (type.flags & (api.TypeFlags.Any | api.TypeFlags.Unknown)) !== 0;
}

/** What a function returns by its annotation; of an async one what it promises. */
export function returnTypeOf(place: Place, node: ts.FunctionLikeDeclaration): ts.Type | undefined {
  const { api, checker } = place;
  if (node.type === undefined) return undefined;
  const type = checker.getTypeFromTypeNode(node.type);
  const isAsync = node.modifiers?.some((each) => each.kind === api.SyntaxKind.AsyncKeyword) === true;
  return isAsync ? (checker.getAwaitedType(type) ?? type) : type;
}

/** An expression in parentheses where something is put behind or around it that binds more tightly. */
export function tight({ api, file }: Place, node: ts.Node): string {
  const text = node.getText(file);
  const isSimple =
    api.isIdentifier(node) ||
    api.isPropertyAccessExpression(node) ||
    api.isElementAccessExpression(node) ||
    api.isCallExpression(node) ||
    api.isParenthesizedExpression(node) ||
    api.isLiteralExpression(node) ||
    api.isArrayLiteralExpression(node) ||
    node.kind === api.SyntaxKind.ThisKeyword;
  return isSimple ? text : `(${text})`;
}
