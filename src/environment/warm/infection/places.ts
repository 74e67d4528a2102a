import type { Node } from '../../../syntax/syntax.ts';
import type { Variant } from '../schemata.ts';
import { guarded } from './guarded.ts';

/** An expression of the original that holds a whole edit. */
export interface Place {
  readonly start: number;
  readonly end: number;
  /** What it is worth, as code that throws where it would do anything else. */
  readonly code: string;
  /** Whether all that counts of its value is whether it holds. */
  readonly isCondition: boolean;
  /** How tightly what stands here must bind. */
  readonly binds: number;
  /** Whether nothing but a name can stand here. */
  readonly isName: boolean;
}

/** How tightly the outermost operation of an expression binds. */
const BINDS = { anything: 1, nullish: 2, or: 3, and: 4, operation: 5, unary: 6, primary: 7 } as const;
const JOINS: Readonly<Record<string, number>> = { '??': BINDS.nullish, '||': BINDS.or, '&&': BINDS.and };

/** Where any expression but a list of them may stand; with the field that it is, where there are others. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  parenthesized_expression: [],
  return_statement: [],
  arguments: [],
  array: [],
  template_substitution: [],
  spread_element: [],
  variable_declarator: ['value'],
  assignment_expression: ['right'],
  augmented_assignment_expression: ['right'],
  assignment_pattern: ['right'],
  pair: ['value'],
  arrow_function: ['body'],
  subscript_expression: ['index'],
  ternary_expression: ['consequence', 'alternative'],
  for_in_statement: ['right'],
};
const ASKING = new Set(['if_statement', 'while_statement', 'do_statement']);
const END =
  /statement$|^(?:statement_block|class_body|lexical_declaration|variable_declaration|arrow_function)$/;

/**
 * Expressions around an edit that do nothing but give a value, the outermost first: the less an edit changes seen from
 * there, the more often it changes nothing.
 */
export function placesAround(root: Node, { start, end }: Variant): readonly Place[] {
  const found = new Map<number, Place>();
  const from = [root.descendantForIndex(start, Math.max(start, end - 1))];
  // What is put behind an expression may belong to it.
  if (start === end && start > 0) from.push(root.descendantForIndex(start - 1, start - 1));
  for (const first of from) {
    for (let node = first; node !== null; node = node.parent) {
      const { parent } = node;
      if (parent === null || END.test(node.type)) break;
      if (node.startIndex > start || node.endIndex < end) continue;
      const slot = slotOf(node, parent);
      if (slot === undefined) continue;
      const code = guarded(node);
      if (code === undefined) {
        // What is no expression yet may be part of one, but what does more than give a value stays so.
        if (/expression$|^(?:object|array)$/.test(node.type)) break;
        continue;
      }
      found.set(node.id, { start: node.startIndex, end: node.endIndex, code, ...slot });
    }
  }
  return [...found.values()].toSorted((a, b) => b.end - b.start - (a.end - a.start));
}

type Slot = Pick<Place, 'isCondition' | 'binds' | 'isName'>;

/** What may stand in the place of a node; undefined where it is no such place. */
function slotOf(node: Node, parent: Node): Slot | undefined {
  const is = (field: string): boolean => parent.childForFieldName(field)?.id === node.id;
  const open = OPEN[parent.type];
  if (open !== undefined && (open.length === 0 || open.some(is)))
    return { isCondition: isCondition(node), binds: BINDS.anything, isName: false };
  const slot = (binds: number): Slot => ({ isCondition: isCondition(node), binds, isName: false });
  switch (parent.type) {
    case 'ternary_expression':
      return is('condition') ? slot(BINDS.nullish) : undefined;
    case 'unary_expression':
      return parent.childForFieldName('operator')?.text === '!' ? slot(BINDS.unary) : undefined;
    case 'binary_expression': {
      const operator = parent.childForFieldName('operator')?.text ?? '';
      if (node.type === 'private_property_identifier') return undefined;
      if (operator === '||') return slot(BINDS.and);
      return slot(operator in JOINS ? BINDS.operation : BINDS.primary);
    }
    case 'member_expression':
    case 'subscript_expression':
      return is('object') && !isMade(parent) ? slot(BINDS.primary) : undefined;
    case 'call_expression':
      return is('function') && node.type === 'identifier' && !isMade(parent)
        ? { ...slot(BINDS.primary), isName: true }
        : undefined;
    default:
      return undefined;
  }
}

/** Whether it is what `new` makes: a call in there would be that of a constructor. */
function isMade(node: Node): boolean {
  let at = node;
  for (let { parent } = node; parent !== null; parent = parent.parent) {
    if (parent.type === 'new_expression') return parent.childForFieldName('constructor')?.id === at.id;
    if (!/^(?:member|subscript|call|non_null)_expression$/.test(parent.type)) return false;
    at = parent;
  }
  return false;
}

/** Whether all that counts of its value is whether it holds. */
function isCondition(node: Node): boolean {
  const { parent } = node;
  if (parent === null) return false;
  const is = (field: string): boolean => parent.childForFieldName(field)?.id === node.id;
  if (parent.type === 'parenthesized_expression') {
    const around = parent.parent;
    const asks = around?.childForFieldName('condition')?.id === parent.id;
    return (asks && ASKING.has(around.type)) || isCondition(parent);
  }
  if (parent.type === 'ternary_expression' && is('condition')) return true;
  const operator = parent.childForFieldName('operator')?.text ?? '';
  if (parent.type === 'unary_expression') return operator === '!';
  return parent.type === 'binary_expression' && /^(?:&&|\|\|)$/.test(operator) && isCondition(parent);
}

/**
 * What an edited expression is worth, as the code of a place; undefined where it cannot be told, or would not stand in the
 * place as one expression.
 * @param root the tree of `(${text})`
 */
export function codeIn(place: Place, root: Node, text: string): string | undefined {
  if (root.hasError || text !== text.trim()) return undefined;
  const [statement, more] = root.namedChildren;
  const brackets = statement?.namedChild(0);
  if (statement?.type !== 'expression_statement' || more !== undefined) return undefined;
  if (brackets?.type !== 'parenthesized_expression' || brackets.endIndex !== text.length + 2)
    return undefined;
  const inner = brackets.namedChild(0);
  if (inner === null || inner === undefined || brackets.namedChildCount !== 1) return undefined;
  if (bindingOf(inner) < place.binds || (place.isName && inner.type !== 'identifier')) return undefined;
  // `5.name` is no member of a number; nor may a loop's head hold `in` where it held none.
  if (inner.type === 'number' && place.binds === BINDS.primary) return undefined;
  if (/\bin\b/.test(text)) return undefined;
  return guarded(inner);
}

function bindingOf(node: Node): number {
  if (node.type === 'ternary_expression') return BINDS.anything;
  if (node.type === 'binary_expression')
    return JOINS[node.childForFieldName('operator')?.text ?? ''] ?? BINDS.operation;
  if (node.type === 'as_expression' || node.type === 'satisfies_expression') return BINDS.anything;
  return node.type === 'unary_expression' ? BINDS.unary : BINDS.primary;
}
