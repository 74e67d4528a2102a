import type { Node } from '../../syntax/syntax.ts';
import { type Insertion, inOrder, instrument, withInsertions } from './instrument.ts';

/** A function of a file by which calls are recorded. */
export interface CallPoint {
  /** `Class.method`, `outer.inner`; unique within the file but for definitions of one name. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface CallPoints {
  readonly points: readonly CallPoint[];
  readonly insertions: readonly Insertion[];
}

const GENERATOR = /^(?:async\s+)?(?:function\s*)?\*/;

/**
 * Finds the functions of a JavaScript or TypeScript file that have a name to be called by. The insertions hand each call
 * to the recorder and keep every line where it is.
 */
export function callPoints(root: Node, path: string): CallPoints {
  const points: CallPoint[] = [];
  const insertions: Insertion[] = [];
  const note = (node: Node, name: string): void => {
    points.push({ name, start: node.startIndex, end: node.endIndex });
  };
  const idOf = (name: string): string => JSON.stringify(`${path}#${name}`);
  const throughBody = (node: Node, name: string, who: string): void => {
    const body = node.childForFieldName('body');
    if (body?.type !== 'statement_block' || startsWithDirective(body)) return;
    note(node, name);
    const async = isAsync(node, body) ? 'async ' : '';
    const open = `return __credenceCall(${idOf(name)},this,arguments,${who},${async}()=>{`;
    insertions.push({ at: body.startIndex + 1, text: open });
    insertions.push({ at: body.endIndex - 1, text: '});' });
  };
  const visit = (node: Node, scope: string, parent: Node | undefined): void => {
    let inner = scope;
    if (node.type === 'function_declaration') {
      const own = node.childForFieldName('name')?.text;
      if (own !== undefined && !GENERATOR.test(node.text))
        throughBody(node, join(scope, own), `${own},undefined`);
      inner = join(scope, own ?? 'default');
    } else if (node.type === 'method_definition') {
      const own = nameOfMethod(node);
      inner = join(scope, own ?? 'method');
      if (own === 'constructor') seeConstructor(node, insertions);
      else if (own !== undefined && parent?.type === 'class_body') {
        const isStatic = node.children.some((child) => child?.type === 'static');
        const who = isStatic ? `(...a)=>this.${own}(...a),undefined` : `undefined,${JSON.stringify(own)}`;
        throughBody(node, inner, who);
      } else if (own !== undefined) throughBody(node, inner, `undefined,${JSON.stringify(own)}`);
    } else if (
      node.type === 'class_declaration' ||
      node.type === 'class' ||
      node.type === 'abstract_class_declaration'
    ) {
      inner = join(scope, node.childForFieldName('name')?.text ?? 'class');
      addConstructor(node, insertions);
    } else if (isFunctionValue(node) && parent !== undefined) {
      const own = nameForValue(node, parent);
      if (own !== undefined && !GENERATOR.test(node.text)) {
        inner = join(scope, own.name);
        note(node, inner);
        const name = own.isProperty ? JSON.stringify(own.name) : 'undefined';
        insertions.push({ at: node.startIndex, text: `__credenceWrap(${idOf(inner)},${name},` });
        insertions.push({ at: node.endIndex, text: ')' });
      }
    }
    for (const child of node.namedChildren) if (child !== null) visit(child, inner, node);
  };
  visit(root, '', undefined);
  return { points, insertions };
}

/** A text whose functions hand their calls to the recorder and whose loops count their steps. */
export function recording(root: Node, path: string, text: string): string {
  const { insertions } = callPoints(root, path);
  return withInsertions(text, inOrder([...insertions, ...instrument(root, text, 0).steps]));
}

/** Names of the outermost functions around a range; none for what lies outside of all. */
export function pointsAround(points: readonly CallPoint[], start: number, end: number): readonly string[] {
  return points.filter((point) => point.start <= start && end <= point.end).map(({ name }) => name);
}

function join(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`;
}

function isAsync(node: Node, body: Node): boolean {
  return node.children.some((child) => child?.type === 'async' && child.startIndex < body.startIndex);
}

function startsWithDirective(body: Node): boolean {
  const first = body.namedChildren.find((child) => child !== null && child.type !== 'comment');
  return first?.type === 'expression_statement' && /^['"]/.test(first.text);
}

/** The plain name of a method; getters, setters, generators and private ones have none here. */
function nameOfMethod(node: Node): string | undefined {
  const name = node.childForFieldName('name');
  if (name?.type !== 'property_identifier') return undefined;
  const head = node.children.filter((child) => child !== null && child.startIndex < name.startIndex);
  return head.some((child) => ['get', 'set', '*'].includes(child?.type ?? '')) ? undefined : name.text;
}

function isFunctionValue(node: Node): boolean {
  return node.type === 'arrow_function' || node.type === 'function_expression';
}

/** What a function that is a value is called by. */
function nameForValue(
  node: Node,
  parent: Node,
): { readonly name: string; readonly isProperty: boolean } | undefined {
  const isValue = (field: string): boolean => parent.childForFieldName(field)?.id === node.id;
  const named = (field: string): string | undefined => {
    const name = parent.childForFieldName(field);
    return name?.type === 'identifier' || name?.type === 'property_identifier' ? name.text : undefined;
  };
  let name: string | undefined;
  switch (parent.type) {
    case 'variable_declarator':
      name = isValue('value') ? named('name') : undefined;
      return name === undefined ? undefined : { name, isProperty: false };
    case 'pair':
      name = isValue('value') ? named('key') : undefined;
      return name === undefined ? undefined : { name, isProperty: true };
    case 'public_field_definition':
    case 'field_definition':
      name = isValue('value') ? (named('name') ?? named('property')) : undefined;
      return name === undefined ? undefined : { name, isProperty: true };
    case 'assignment_expression': {
      if (!isValue('right')) return undefined;
      const property = parent.childForFieldName('left')?.childForFieldName('property');
      return property?.type === 'property_identifier' ? { name: property.text, isProperty: true } : undefined;
    }
    case 'return_statement':
      return { name: 'returned', isProperty: false };
    case 'arrow_function':
      return isValue('body') ? { name: 'returned', isProperty: false } : undefined;
    case 'export_statement':
      return { name: 'default', isProperty: false };
    default:
      return undefined;
  }
}

/** Notes how an object came to be: at the start of a constructor, or after the one it builds on. */
function seeConstructor(node: Node, insertions: Insertion[]): void {
  const body = node.childForFieldName('body');
  if (body?.type !== 'statement_block' || startsWithDirective(body)) return;
  const isDerived = node.parent?.parent?.children.some(
    (child) => child?.type === 'class_heritage' && /\bextends\b/.test(child.text),
  );
  if (isDerived !== true) {
    insertions.push({ at: body.startIndex + 1, text: '__credenceMade(this,arguments);' });
    return;
  }
  const call = body.namedChildren.find(
    (child) => child?.type === 'expression_statement' && /^super\s*\(/.test(child.text),
  );
  if (call !== undefined && call !== null)
    insertions.push({ at: call.endIndex, text: ';__credenceMade(this,arguments);' });
}

/** A constructor for a class without one, so that its making is seen. */
function addConstructor(node: Node, insertions: Insertion[]): void {
  const body = node.childForFieldName('body');
  if (body === null || body.type !== 'class_body') return;
  const has = body.namedChildren.some(
    (child) => child?.type === 'method_definition' && child.childForFieldName('name')?.text === 'constructor',
  );
  if (
    has ||
    node.children.some((child) => child?.type === 'class_heritage' && /\bextends\b/.test(child.text))
  )
    return;
  insertions.push({ at: body.startIndex + 1, text: 'constructor(){__credenceMade(this,arguments);}' });
}
