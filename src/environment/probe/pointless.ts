import { binaryOf, namedIn, type Part, within } from './parts.ts';

/** Where both operands are the same, one of them says nothing. A sum or a product of two of a kind is meant. */
const SAYS_NOTHING_TWICE = /^(===?|!==?|[<>]=?|&&|\|\||\?\?|and|or|-|\/|\/\/|%|&|\||\^|is|is not|in|not in)$/;
const JOINS = /^(&&|\|\||\?\?|and|or)$/;
const LEAVES = /^(return_statement|throw_statement|raise_statement|break_statement|continue_statement)$/;
const BLOCK = /^(statement_block|block|module|program)$/;
const ONE_OR_NONE = /^[01]$/;
/** Operators that leave what is in front of them as it is where a one stands behind; of a product, on either side. */
const KEEPS_WITH_ONE = /^(\/|\/\/|\*|\*\*)$/;

/**
 * Places that a person would not have written on purpose, as linters know them: an operand twice, a variable put into
 * itself, a branch like the other one, what cannot be reached. A sum with nothing is not among them: it is written at length what
 * is meant.
 * @returns a key for each, which says nothing of where it is
 */
export function pointlessIn(root: Part): readonly string[] {
  return [...within(root)].flatMap((part) => [
    ...operands(part),
    ...assigned(part),
    ...given(part),
    ...branches(part),
    ...statements(part),
  ]);
}

function operands(part: Part): readonly string[] {
  const binary = binaryOf(part);
  if (binary === undefined) return [];
  const { left, operator, right } = binary;
  if (JOINS.test(operator)) {
    const last = plain(right);
    return joined(left, operator).some((each) => plain(each) === last) ? [`twice ${operator} ${last}`] : [];
  }
  if (SAYS_NOTHING_TWICE.test(operator) && plain(left) === plain(right) && !ONE_OR_NONE.test(right.text))
    return [`twice ${operator} ${plain(right)}`];
  const isOne = ({ text }: Part): boolean => text === '1';
  if (KEEPS_WITH_ONE.test(operator) && (isOne(right) || (operator === '*' && isOne(left))))
    return [`${operator} 1`];
  return [];
}

/** The operands that one operator joins. */
function joined(part: Part, operator: string): readonly Part[] {
  const inner = part.type === 'parenthesized_expression' ? (namedIn(part)[0] ?? part) : part;
  const binary = binaryOf(inner);
  if (binary === undefined || binary.operator !== operator) return [inner];
  return [...joined(binary.left, operator), ...joined(binary.right, operator)];
}

function assigned({ type, children }: Part): readonly string[] {
  if (!/^(assignment_expression|assignment|augmented_assignment_expression|augmented_assignment)$/.test(type))
    return [];
  const left = children.find(({ field }) => field === 'left');
  const right = children.find(({ field }) => field === 'right');
  if (left === undefined || right === undefined || plain(left) !== plain(right)) return [];
  return children.some(({ text }) => /^(=|-=|\/=|%=)$/.test(text)) ? [`into itself ${plain(left)}`] : [];
}

/** The same value twice to what picks one of them. */
function given({ type, children }: Part): readonly string[] {
  if (!/^(call|call_expression)$/.test(type)) return [];
  const callee = children.find(({ field }) => field === 'function');
  const list = children.find(({ field }) => field === 'arguments');
  if (callee === undefined || list === undefined || !/\b(max|min)$/.test(callee.text)) return [];
  const values = namedIn(list).map(plain);
  return values.length > 1 && new Set(values).size < values.length ? [`twice of ${plain(list)}`] : [];
}

function branches(part: Part): readonly string[] {
  const { type, children } = part;
  const by = (name: string): Part | undefined => children.find(({ field }) => field === name);
  if (type === 'ternary_expression') {
    const [one, other] = [by('consequence'), by('alternative')];
    return one !== undefined && other !== undefined && plain(one) === plain(other)
      ? [`either ${plain(one)}`]
      : [];
  }
  if (type !== 'if_statement') return [];
  const conditions = conditionsOf(part);
  const bodies = [by('consequence'), ...children.filter(({ field }) => field === 'alternative')].map(
    (each) => (each === undefined ? '' : plain(each).replace(/^else:?/, '')),
  );
  return [
    ...(new Set(conditions).size < conditions.length ? [`asked twice ${conditions.join(' ')}`] : []),
    ...(bodies.length === 2 && bodies[0] === bodies[1] ? [`either ${bodies[0]}`] : []),
  ];
}

/** The conditions of a chain of branches. */
function conditionsOf({ children }: Part): readonly string[] {
  const own = children.filter(({ field }) => field === 'condition').map(plain);
  const others = children.filter(({ field }) => field === 'alternative');
  return [
    ...own,
    ...others.flatMap((other) =>
      other.type === 'elif_clause'
        ? conditionsOf(other)
        : namedIn(other).flatMap((inner) => (inner.type === 'if_statement' ? conditionsOf(inner) : [])),
    ),
  ];
}

function statements(part: Part): readonly string[] {
  if (!BLOCK.test(part.type)) return [];
  const all = namedIn(part);
  return all.flatMap((statement, index) => {
    const before = all[index - 1];
    if (before === undefined) return [];
    return [
      ...(plain(before) === plain(statement) ? [`again ${plain(statement)}`] : []),
      ...(LEAVES.test(before.type) && !/function|class/.test(statement.type)
        ? [`behind ${plain(before)}`]
        : []),
    ];
  });
}

function plain({ text }: Part): string {
  return text.replace(/\s+/g, '').replace(/;$/, '');
}

/** How often a variable is put anew, and how often it goes on from what it was. */
export interface Assignments {
  readonly anew: number;
  readonly onwards: number;
}

export function assignmentsIn(root: Part): Assignments {
  const all = [...within(root)].flatMap(({ type, children }) =>
    /assignment/.test(type) ? children.filter(({ isNamed, text }) => !isNamed && /=$/.test(text)) : [],
  );
  const anew = all.filter(({ text }) => text === '=').length;
  return { anew, onwards: all.length - anew };
}

/** How many assignments no longer go on from what was there, so that it was put there in vain. */
export function forgotten(before: Assignments, after: Assignments): number {
  return Math.max(0, Math.min(after.anew - before.anew, before.onwards - after.onwards));
}
