import type { Node } from '../../syntax/syntax.ts';
import { type Stretch, touches } from './hunks.ts';
import { type Kind, kindOf } from './kinds.ts';

/** A syntax node as plain data: what detectors reason on, the same for every language. */
export class Shape {
  readonly kind: Kind;
  /** The grammar's node type. */
  readonly type: string;
  readonly named: boolean;
  /** The grammar's field name within the parent. */
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly parent: Shape | undefined;
  readonly children: Shape[] = [];
  /** For a name: the constant that it is bound to in the same change. */
  bound: Shape | undefined;
  readonly #source: string;
  #text: string | undefined;
  #parts: readonly Shape[] | undefined;

  constructor(
    node: { type: string; named: boolean; field: string | undefined; start: number; end: number },
    parent: Shape | undefined,
    source: string,
  ) {
    this.kind = node.named ? kindOf(node.type) : 'token';
    this.type = node.type;
    this.named = node.named;
    this.field = node.field;
    this.start = node.start;
    this.end = node.end;
    this.parent = parent;
    this.#source = source;
  }

  get text(): string {
    this.#text ??= this.#source.slice(this.start, this.end);
    return this.#text;
  }

  /** Named children without comments. */
  get parts(): readonly Shape[] {
    this.#parts ??= this.children.filter((child) => child.named && child.kind !== 'comment');
    return this.#parts;
  }

  /** The child in one of these fields. */
  in(...fields: readonly string[]): Shape | undefined {
    return this.children.find((child) => child.field !== undefined && fields.includes(child.field));
  }
}

/** What a patch leaves alone inside of these is left out: it cannot tell before from after. */
const CONTAINERS = new Set([
  'program',
  'module',
  'class_declaration',
  'abstract_class_declaration',
  'class_definition',
  'class_body',
  'export_statement',
  'decorated_definition',
]);

/** The tree as shapes, without the members of files and classes that no changed stretch touches. */
export function shapeTree(root: Node, source: string, changed: readonly Stretch[]): Shape {
  const cursor = root.walk();
  const build = (parent: Shape | undefined): Shape => {
    const shape = new Shape(
      {
        type: cursor.nodeType,
        named: cursor.nodeIsNamed,
        field: cursor.currentFieldName ?? undefined,
        start: cursor.startIndex,
        end: cursor.endIndex,
      },
      parent,
      source,
    );
    if (!cursor.gotoFirstChild()) return shape;
    const container = isContainer(shape);
    do {
      if (!container || isWanted(cursor, changed)) shape.children.push(build(shape));
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
    return shape;
  };
  try {
    return build(undefined);
  } finally {
    cursor.delete();
  }
}

function isContainer(shape: Shape): boolean {
  return CONTAINERS.has(shape.type) || (shape.type === 'block' && shape.parent?.type === 'class_definition');
}

function isWanted(
  cursor: { nodeType: string; nodeIsNamed: boolean; startIndex: number; endIndex: number },
  changed: readonly Stretch[],
): boolean {
  if (/^(?:import|identifier|type_identifier|decorator)/.test(cursor.nodeType)) return true;
  const range = { start: cursor.startIndex, end: cursor.endIndex };
  return changed.some((stretch) => touches(stretch, range));
}

const walks = new WeakMap<Shape, readonly Shape[]>();

/** The shape and all below it, in order of position; kept, since every detector asks for it. */
export function walk(shape: Shape): readonly Shape[] {
  let all = walks.get(shape);
  if (all === undefined) {
    const list: Shape[] = [];
    const visit = (at: Shape): void => {
      list.push(at);
      for (const child of at.children) visit(child);
    };
    visit(shape);
    all = list;
    walks.set(shape, all);
  }
  return all;
}

/** The nearest shape around this one that satisfies `wanted`. */
export function around(shape: Shape, wanted: (candidate: Shape) => boolean): Shape | undefined {
  for (let at = shape.parent; at !== undefined; at = at.parent) if (wanted(at)) return at;
  return undefined;
}
