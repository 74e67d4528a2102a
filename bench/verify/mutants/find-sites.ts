import ts from 'typescript';
import type { Site } from './site.ts';

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>'],
  '<=': ['<', '>='],
  '>': ['>=', '<'],
  '>=': ['>', '<='],
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['||', '&&'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '+=': ['-='],
  '-=': ['+='],
  '|': ['&'],
  '&': ['|'],
};

/**
 * Every place where a programmer's slip can be imitated, of the kinds that mutation testing has used since Offutt et
 * al. (1996) plus a wrong variable, swapped arguments and an early return. Written for this bench alone, so that the
 * product is not measured by edits of its own making.
 */
export function findSites(path: string, text: string): readonly Site[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const sites: Site[] = [];
  const visit = (node: ts.Node): void => {
    if (isForTypesOnly(node)) return;
    sites.push(...sitesOf(node, file));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return sites.filter((site) => text.slice(site.start, site.end) !== site.text);
}

function isForTypesOnly(node: ts.Node): boolean {
  return (
    ts.isTypeNode(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    (ts.canHaveModifiers(node) &&
      ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.DeclareKeyword) === true)
  );
}

function sitesOf(node: ts.Node, file: ts.SourceFile): readonly Site[] {
  const text = node.getText(file);
  const put = (kind: string, replacement: string, at: ts.Node = node): Site => ({
    kind,
    start: at.getStart(file),
    end: at.getEnd(),
    text: replacement,
  });
  if (ts.isBinaryExpression(node)) {
    const { operatorToken } = node;
    return (OPERATORS[operatorToken.getText(file)] ?? []).map((other) =>
      put('operator', other, operatorToken),
    );
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [put('condition', node.operand.getText(file))];
  if (ts.isIfStatement(node) || ts.isWhileStatement(node)) return [negated(node.expression, file)];
  if (ts.isConditionalExpression(node)) return [negated(node.condition, file)];
  if (ts.isNumericLiteral(node)) {
    const value = Number(text.replaceAll('_', ''));
    return [value + 1, value - 1].filter((n) => n >= 0).map((n) => put('constant', String(n)));
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [put('constant', 'false')];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [put('constant', 'true')];
  if (ts.isStringLiteral(node) && !ts.isPropertyAssignment(node.parent)) {
    const quote = text[0] ?? "'";
    return [put('string', node.text === '' ? `${quote}?${quote}` : `${quote}${quote}`)];
  }
  if (ts.isExpressionStatement(node) && !text.startsWith('super(') && !ts.isStringLiteral(node.expression))
    return [put('deleted statement', ts.isBlock(node.parent) || ts.isSourceFile(node.parent) ? '' : ';')];
  if (ts.isCallExpression(node)) return swappedArguments(node, file);
  if (ts.isReturnStatement(node) && node.expression !== undefined)
    return parametersAround(node).map((name) =>
      put('early return', `{ if (!${name}) return undefined; ${text} }`),
    );
  if (ts.isIdentifier(node)) return otherVariables(node).map((name) => put('variable', name));
  return [];
}

/** A condition turned round; one that never holds would be sabotage rather than a slip. */
function negated(condition: ts.Expression, file: ts.SourceFile): Site {
  const text = `!(${condition.getText(file)})`;
  return { kind: 'condition', start: condition.getStart(file), end: condition.getEnd(), text };
}

/** Names of the parameters of the function around. */
function parametersAround(node: ts.Node): readonly string[] {
  const scope = ts.findAncestor(node, ts.isFunctionLike);
  return (scope?.parameters ?? []).flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
}

function swappedArguments(node: ts.CallExpression, file: ts.SourceFile): readonly Site[] {
  const [first, second] = node.arguments;
  if (first === undefined || second === undefined) return [];
  const between = file.text.slice(first.getEnd(), second.getStart(file));
  return [
    {
      kind: 'argument order',
      start: first.getStart(file),
      end: second.getEnd(),
      text: `${second.getText(file)}${between}${first.getText(file)}`,
    },
  ];
}

/** Names of other parameters and local variables of the same function, for a variable that is read there. */
function otherVariables(node: ts.Identifier): readonly string[] {
  const { parent } = node;
  const isRead =
    (ts.isBinaryExpression(parent) && parent.right === node) ||
    (ts.isCallExpression(parent) && parent.arguments.includes(node)) ||
    (ts.isPropertyAccessExpression(parent) && parent.expression === node) ||
    (ts.isReturnStatement(parent) && parent.expression === node);
  if (!isRead) return [];
  const scope = ts.findAncestor(node, ts.isFunctionLike);
  const names = scope === undefined ? new Set<string>() : namesDeclaredIn(scope, node.pos);
  return names.has(node.text) ? [...names].filter((name) => name !== node.text) : [];
}

function namesDeclaredIn(scope: ts.SignatureDeclaration, before: number): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (node.pos > before || (node !== scope && ts.isFunctionLike(node))) return;
    const declares = ts.isParameter(node) || ts.isVariableDeclaration(node);
    if (declares && ts.isIdentifier(node.name)) names.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(scope);
  return names;
}
