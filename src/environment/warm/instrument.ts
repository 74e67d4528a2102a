import { stretchesBetween } from '../../syntax/change.ts';
import type { Node } from '../../syntax/syntax.ts';

/** Text to put in at a place of the original; at one place in the order given. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
  /** An opening and its ending have the same; one without the other would break the file. */
  readonly pair?: number;
}

/** Where a JavaScript or TypeScript file can be measured and bounded, worked out once for all candidates. */
export interface Instrumentation {
  /** Statements and function bodies; the index is the probe's number. Sorted by start, outer before inner. */
  readonly statements: readonly { readonly start: number; readonly end: number }[];
  /** Makes each statement note that it ran. */
  readonly probes: readonly Insertion[];
  /** Makes each loop, branch and function count a step. */
  readonly steps: readonly Insertion[];
}

const STATEMENTS = new Set([
  ...[
    'expression_statement',
    'lexical_declaration',
    'variable_declaration',
    'return_statement',
    'if_statement',
  ],
  ...['for_statement', 'for_in_statement', 'while_statement', 'do_statement', 'switch_statement'],
  ...['throw_statement', 'try_statement', 'break_statement', 'continue_statement', 'labeled_statement'],
]);
const HOLDERS = new Set([
  'program',
  'statement_block',
  'switch_case',
  'switch_default',
  'class_static_block',
]);
const LOOPS = new Set(['for_statement', 'for_in_statement', 'while_statement', 'do_statement']);
const FUNCTIONS = new Set([
  ...['function_declaration', 'function_expression', 'generator_function', 'generator_function_declaration'],
  ...['arrow_function', 'method_definition'],
]);
/** What is only there for the type checker. */
const TYPES = new Set([
  ...['interface_declaration', 'type_alias_declaration', 'type_annotation', 'ambient_declaration'],
  ...[
    'type_arguments',
    'type_parameters',
    'import_statement',
    'function_signature',
    'comment',
    'string',
    'regex',
  ],
]);
const STEP = '__credenceStep();';

/** The name under which the probes of a file are kept; the number tells files apart. */
export function probeName(file: number): string {
  return `__credenceProbes${file}`;
}

/**
 * Finds the statements of a file. The insertions keep every line where it is, so that places in stacks stay right.
 * @param file the file's number among those that are measured
 */
export function instrument(root: Node, text: string, file: number): Instrumentation {
  const found: { start: number; end: number; before: string; after: string; stepped: boolean }[] = [];
  const steps: Insertion[] = [];
  const visit = (node: Node, parent: Node | undefined): void => {
    if (TYPES.has(node.type)) return;
    if (parent !== undefined) note(node, parent);
    for (const child of node.namedChildren) if (child !== null) visit(child, node);
  };
  const note = (node: Node, parent: Node): void => {
    const range = { start: node.startIndex, end: node.endIndex };
    if (STATEMENTS.has(node.type)) {
      if (HOLDERS.has(parent.type) || (parent.type === 'export_statement' && !isTyped(parent))) {
        if (!isDirective(node, parent, text))
          found.push({
            ...range,
            start: parent.type === 'export_statement' ? parent.startIndex : range.start,
            before: '',
            after: '',
            stepped: false,
          });
      } else if (isBody(node, parent))
        found.push({ ...range, before: '{', after: '}', stepped: mayTurn(node, parent) });
    } else if (node.type === 'statement_block') {
      const isFunction = FUNCTIONS.has(parent.type);
      if (isFunction && !startsWithDirective(node, text))
        found.push({ ...range, before: '', after: '', stepped: false });
      if ((isFunction || mayTurn(node, parent)) && !startsWithDirective(node, text))
        steps.push({ at: node.startIndex + 1, text: STEP });
    } else if (parent.type === 'arrow_function' && parent.childForFieldName('body')?.id === node.id) {
      found.push({ ...range, before: '(', after: ')', stepped: false });
    }
  };
  visit(root, undefined);
  const ordered = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const array = probeName(file);
  const opening: Insertion[] = [];
  const closing: Insertion[] = [];
  for (const [index, { start, end, before, after, stepped }] of ordered.entries()) {
    const isBlock = before === '' && text[start] === '{';
    const mark = `${array}[${index}]=1`;
    if (before === '(') {
      opening.push({ at: start, text: `(${mark},(` });
      closing.push({ at: end, text: '))' });
      continue;
    }
    opening.push({ at: isBlock ? start + 1 : start, text: `${before}${mark};` });
    if (after !== '') closing.push({ at: end, text: after });
    if (stepped) {
      steps.push({ at: start, text: `{${STEP}`, pair: index });
      steps.push({ at: end, text: '}', pair: index });
    }
  }
  return {
    statements: ordered.map(({ start, end }) => ({ start, end })),
    probes: inOrder([...closing.toReversed(), ...opening]),
    steps: inOrder(steps),
  };
}

/** Sorted by place; at one place every ending comes before what begins there, and inner endings before outer ones. */
export function inOrder(insertions: readonly Insertion[]): readonly Insertion[] {
  const begins = ({ text }: Insertion): number => (text === '}' || text === '))' ? 0 : 1);
  return insertions.toSorted((a, b) => a.at - b.at || begins(a) - begins(b));
}

/** The text with insertions in it. */
export function withInsertions(text: string, insertions: readonly Insertion[]): string {
  let out = '';
  let from = 0;
  for (const { at, text: added } of insertions) {
    out += text.slice(from, at) + added;
    from = at;
  }
  return out + text.slice(from);
}

/**
 * A changed text with the steps of the original, as far as they lie outside of what changed: worked out from the
 * original, so that no candidate has to be parsed for it.
 */
export function withStepsOf(before: string, after: string, steps: readonly Insertion[]): string {
  const stretches = stretchesBetween(before, after);
  const kept = steps.flatMap((step): Insertion[] => {
    let shift = 0;
    for (const { start, end, newEnd } of stretches) {
      if (step.at <= start) break;
      if (step.at < end) return [];
      shift = newEnd - end;
    }
    return [shift === 0 ? step : { ...step, at: step.at + shift }];
  });
  const seen = new Map<number, number>();
  for (const { pair } of kept) if (pair !== undefined) seen.set(pair, (seen.get(pair) ?? 0) + 1);
  return withInsertions(
    after,
    inOrder(kept.filter(({ pair }) => pair === undefined || seen.get(pair) === 2)),
  );
}

function isTyped(node: Node): boolean {
  return node.namedChildren.some(
    (child) => child !== null && TYPES.has(child.type) && child.type !== 'comment',
  );
}

/** Whether it is run again and again, or would be if its `if` became a `while`. */
function mayTurn(node: Node, parent: Node): boolean {
  return (
    LOOPS.has(parent.type) ||
    (parent.type === 'if_statement' && parent.childForFieldName('consequence')?.id === node.id)
  );
}

/** The single statement of a loop or of a branch, without braces. */
function isBody(node: Node, parent: Node): boolean {
  if (parent.type === 'else_clause') return true;
  return (
    ['body', 'consequence', 'alternative'].some((name) => parent.childForFieldName(name)?.id === node.id) &&
    parent.type !== 'labeled_statement'
  );
}

function isDirective(node: Node, parent: Node, text: string): boolean {
  if (
    node.type !== 'expression_statement' ||
    !/^(['"]).*\1;?$/s.test(text.slice(node.startIndex, node.endIndex))
  )
    return false;
  return parent.type === 'program' || parent.type === 'statement_block';
}

function startsWithDirective(block: Node, text: string): boolean {
  const first = block.namedChildren.find((child) => child !== null && child.type !== 'comment');
  return first !== undefined && first !== null && isDirective(first, block, text);
}
