import { namesAt } from './scope.ts';
import { binaryOf, callOf, functionOf, memberOf } from './shapes.ts';
import { type SourceModule, textOf } from './source-module.ts';
import { descend, part, type SyntaxNode } from './tree.ts';
import { compatible, fieldTypes, signatureFor, type Type, typeOf, typeOfText } from './types.ts';

/** Whether a value of a type can stand where a node stands; yes where too little is known. */
export function fitsPlace(type: Type, node: SyntaxNode, module: SourceModule): boolean {
  if (type === '') return true;
  const { parent } = node;
  const member = parent === undefined ? undefined : memberOf(parent, module);
  if (member !== undefined && member.object === node) {
    const methods = module.language.methods[type as 'string'];
    return methods === undefined || methods.test(textOf(module, member.property));
  }
  return compatible(expectedAt(node, module), type);
}

/** The type that a place asks for: what is declared there, or what its operator takes. */
export function expectedAt(node: SyntaxNode, module: SourceModule): Type {
  const { parent } = node;
  if (parent === undefined) return '';
  if (parent.type === 'return_statement') return resultOf(node, module);
  if (node.field === 'body' && parent.type === 'arrow_function') return resultOf(node, module);
  if (/^(spread_element|list_splat)$/.test(parent.type)) return 'list';
  const binary = binaryOf(parent, module);
  if (binary !== undefined) {
    const other = binary.left === node ? binary.right : binary.left;
    if (/^([<>]=?|[=!]==?|\+)$/.test(binary.operator.type)) return typeOf(other, module);
    return /^(-|\/|%|\*\*|\/\/)$/.test(binary.operator.type) && !module.language.indented ? 'number' : '';
  }
  const call = parent.parent === undefined ? undefined : callOf(parent.parent, module);
  if (call !== undefined && call.list === parent) {
    if (/^Math\./.test(textOf(module, call.callee))) return 'number';
    const parameter = signatureFor(call.callee, module)?.parameters[call.args.indexOf(node)];
    return parameter === undefined ? '' : typeOfText(parameter.type, module);
  }
  if (node.field === 'value' && parent.type === 'variable_declarator') {
    const annotation = part(parent, 'type') ?? (parent.parent && part(parent.parent, 'type'));
    return annotation === undefined ? '' : typeOfText(textOf(module, annotation), module);
  }
  if (node.field === 'right' && /^(assignment|assignment_expression)$/.test(parent.type)) {
    const left = part(parent, 'left');
    return left === undefined ? '' : typeOf(left, module);
  }
  if (node.field === 'index' && !module.language.indented) {
    const object = part(parent, 'object');
    return object !== undefined && /^(list|string)$/.test(typeOf(object, module)) ? 'number' : '';
  }
  return '';
}

/** What the function around a node is declared to give; for one that waits, what it gives in the end. */
function resultOf(node: SyntaxNode, module: SourceModule): Type {
  const scope = functionOf(node, module);
  const written = scope === undefined ? undefined : part(scope, 'return_type');
  const text = written === undefined ? '' : textOf(module, written).replace(/^(:|->)\s*/, '');
  return typeOfText(text.replace(/^Promise<(.*)>$/, '$1'), module);
}

/** Whether a function that is declared to give something would end without it, were the statement not there. */
export function endsTyped(node: SyntaxNode, module: SourceModule): boolean {
  const scope = functionOf(node, module);
  if (scope === undefined || node.type !== 'return_statement' || node.parent !== part(scope, 'body'))
    return false;
  const result = part(scope, 'return_type');
  return result !== undefined && !/\b(void|undefined|None|Optional)\b/.test(textOf(module, result));
}

/** Whether an identifier is declared where it can be seen; the language's own globals and modules are not. */
export function isDeclared(node: SyntaxNode, module: SourceModule): boolean {
  const text = textOf(module, node);
  return namesAt(node, module).some((name) => name.text === text);
}

const families = new WeakMap<SourceModule, ReadonlyMap<string, ReadonlySet<string>>>();

/** For each member that the file's types declare, all members of the types that have it. */
function familiesOf(module: SourceModule): ReadonlyMap<string, ReadonlySet<string>> {
  let found = families.get(module);
  if (found === undefined) {
    const all = new Map<string, Set<string>>();
    for (const node of descend(module.root)) {
      if (!/^(class_body|interface_body|object_type|enum_body)$/.test(node.type)) continue;
      const members = node.children
        .map((child) => part(part(child, 'declarator') ?? child, 'name'))
        .filter((name) => name !== undefined)
        .map((name) => textOf(module, name));
      for (const name of members) {
        const known = all.get(name) ?? new Set<string>();
        for (const other of members) known.add(other);
        all.set(name, known);
      }
    }
    found = all;
    families.set(module, found);
  }
  return found;
}

/** Whether one member can stand for another: a type of the file has both, or none of them is declared here. */
export function mayStandFor(other: string, own: string, module: SourceModule): boolean {
  if (module.language.indented) return true;
  const family = familiesOf(module).get(own);
  if (family === undefined) return true;
  const fields = fieldTypes(module);
  return family.has(other) && compatible(fields.get(other) ?? '', fields.get(own) ?? '');
}
