import type ts from 'typescript';

/**
 * Which files of the workspace define what a file names after a dot. A name that only means things from outside has an empty
 * list; one whose object has no known type is absent.
 * @param relative the path within the workspace; undefined for a file from outside
 */
export function memberDefinitions(
  api: typeof ts,
  program: ts.Program,
  file: string,
  relative: (absolute: string) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const source = program.getSourceFile(file);
  if (source === undefined) return new Map();
  const checker = program.getTypeChecker();
  const found = new Map<string, Set<string>>();
  const note = (name: ts.MemberName): void => {
    const symbol = checker.getSymbolAtLocation(name);
    if (symbol === undefined) return;
    const isAlias = (symbol.flags & api.SymbolFlags.Alias) !== 0;
    const { declarations = [] } = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
    const paths = found.get(name.text) ?? new Set();
    for (const declaration of declarations) {
      const path = relative(declaration.getSourceFile().fileName);
      if (path !== undefined) paths.add(path);
    }
    found.set(name.text, paths);
  };
  const visit = (node: ts.Node): void => {
    if (api.isPropertyAccessExpression(node)) note(node.name);
    api.forEachChild(node, visit);
  };
  visit(source);
  return new Map([...found].map(([name, paths]) => [name, [...paths]]));
}
