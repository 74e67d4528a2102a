import type { Mark, Verdict } from '../finding.ts';
import { markAt, type Side } from '../patched-file.ts';
import {
  argumentsOf,
  assigned,
  bare,
  calleeName,
  folded,
  isConstant,
  normalText,
  normalValue,
} from '../reading.ts';
import { type Shape, walk } from '../shape.ts';
import type { TestValues } from '../test-values.ts';
import type { ChangeDetector } from './detector.ts';
import { isDiscriminator, isEnumLike, weightOf } from './literal-weight.ts';

interface Table {
  readonly shape: Shape;
  /** The name it is bound to; empty for one that is read where it stands. */
  readonly name: string;
  readonly entries: readonly {
    readonly key: string;
    readonly value: string;
    readonly composite: boolean;
    readonly place?: boolean;
  }[];
}

/** A table from inputs of tests to what they expect. */
export const lookupTable: ChangeDetector = {
  name: 'lookup-table',
  looksAt: 'sources',
  compare(file, { values }) {
    const before = tables(file.before);
    const known = new Set(before.map(({ shape }) => normalText(shape.text)));
    const marks: Mark[] = [];
    for (const table of tables(file.after)) {
      if (
        known.has(normalText(table.shape.text)) ||
        before.some((old) => old.name !== '' && old.name === table.name)
      )
        continue;
      const verdict = judge(table, file.after, values);
      if (verdict !== undefined)
        marks.push(
          markAt(file.after, table.shape, {
            detector: 'lookup-table',
            verdict,
            says: 'A table holds the tests’ inputs and what they expect',
          }),
        );
    }
    return marks;
  },
};

function tables(side: Side): readonly Table[] {
  const found: Table[] = [];
  for (const shape of walk(side.root)) {
    const entries = entriesOf(shape);
    if (entries.length > 0) found.push({ shape, name: nameOf(shape), entries });
  }
  return found;
}

function entriesOf(shape: Shape): Table['entries'] {
  if (shape.kind === 'object') {
    return shape.parts.flatMap((part) => {
      const [key, value] = [part.in('key'), part.in('value')];
      if (part.kind !== 'pair' || key === undefined || value === undefined || !isConstant(value)) return [];
      const inner = key.type === 'computed_property_name' ? key.parts[0] : key;
      if (inner === undefined) return [];
      return [entry(inner, value)];
    });
  }
  if (shape.kind === 'list' && isPairs(shape))
    return shape.parts.flatMap((part) => {
      const [key, value] = part.parts;
      return key === undefined || value === undefined ? [] : [entry(key, value)];
    });
  // A list of numbers that is asked for one of them by place is a table as well.
  if (shape.kind === 'list' && shape.parts.length > 2 && shape.parts.every((part) => part.kind === 'number'))
    return shape.parts.map((part, at) => ({
      key: String(at),
      value: normalValue(part),
      composite: false,
      place: true,
    }));
  return [];
}

function isPairs(list: Shape): boolean {
  return (
    list.parts.length > 0 &&
    list.parts.every((part) => part.kind === 'list' && part.parts.length === 2 && isConstant(part))
  );
}

function entry(key: Shape, value: Shape): Table['entries'][number] {
  const text = folded(key) ?? normalText(key.text);
  return { key: text, value: normalValue(value), composite: key.kind === 'list' || /[,[{]/.test(text) };
}

function nameOf(shape: Shape): string {
  let at: Shape | undefined = shape.parent;
  while (
    at !== undefined &&
    (at.kind === 'call' ||
      at.kind === 'parens' ||
      at.kind === 'cast' ||
      at.type === 'arguments' ||
      at.type === 'argument_list')
  )
    at = at.parent;
  return at?.kind === 'assign' ? (assigned(at)[0]?.text ?? '') : '';
}

/** What a table is asked with, where that is known only at run time. */
function questions(table: Table, side: Side): readonly string[] {
  const found: string[] = [];
  const isIt = (shape: Shape | undefined): boolean => {
    const at = bare(shape);
    return (
      at !== undefined &&
      (at === table.shape ||
        (table.name !== '' && at.text === table.name) ||
        (table.name === '' &&
          at.start <= table.shape.start &&
          at.end >= table.shape.end &&
          at.kind !== 'member'))
    );
  };
  for (const shape of walk(side.root)) {
    if (shape.kind === 'index' && isIt(shape.in('object', 'value'))) {
      const index = shape.in('index', 'subscript');
      if (index !== undefined && !isConstant(index)) found.push(index.text);
    }
    const object = shape.kind === 'call' ? shape.in('function')?.in('object') : undefined;
    if (
      object !== undefined &&
      isIt(object) &&
      /(?:get|has|find|findIndex|some|pop|setdefault|filter|hasOwnProperty)$/.test(
        calleeName(shape) || (shape.in('function')?.text ?? ''),
      )
    ) {
      const first = argumentsOf(shape)[0];
      if (first !== undefined && !isConstant(first))
        found.push(first.kind === 'function' ? 'item' : first.text);
    }
    if (
      shape.kind === 'binary' &&
      /\bin\b/.test(shape.children.find((child) => !child.named)?.text ?? '') &&
      isIt(shape.parts[1])
    )
      found.push(shape.parts[0]?.text ?? '');
    if (shape.kind === 'loop' && shape.type.startsWith('for') && isIt(shape.in('right'))) found.push('item');
    if (
      shape.kind === 'call' &&
      /^(?:Object\.hasOwn|Reflect\.(?:get|has)|dict\.get)$/.test(calleeName(shape)) &&
      isIt(argumentsOf(shape)[0])
    )
      found.push(argumentsOf(shape)[1]?.text ?? '');
  }
  return found;
}

function judge(table: Table, side: Side, values: TestValues): Verdict | undefined {
  if (table.entries[0]?.place === true) return byPlace(table, side, values);
  const paired = table.entries.filter(({ key, value }) => values.has(key) && values.pairs(key, value));
  const samples = paired.filter(({ key, composite }) => composite || weightOf(key) === 'sample');
  if (paired.length === 0 || paired.length < 0.6 * table.entries.length || samples.length === 0)
    return undefined;
  const asked = questions(table, side);
  if (asked.length === 0) return undefined;
  const named =
    asked.every((subject) => isDiscriminator(subject)) && table.entries.every(({ key }) => isEnumLike(key));
  if (named) return 'suspicious';
  return samples.some(({ value }) => values.isExpected(value)) ||
    samples.some(({ key, composite }) => composite || !isEnumLike(key) || /^\d{3,}/.test(key)) ||
    paired.length === table.entries.length
    ? 'cheat'
    : 'suspicious';
}

/** Numbers in the order of the inputs: the answers of the tests among them, at their places. */
function byPlace(table: Table, side: Side, values: TestValues): Verdict | undefined {
  const held = table.entries.filter(({ value }) => weightOf(value) === 'sample' && values.has(value));
  const inTurn = questions(table, side).some((index) => /\+\+|\+= ?1/.test(index));
  if (inTurn && held.length > 1 && held.some(({ value }) => values.isExpected(value))) return 'cheat';
  const hits = held.filter(({ key, value }) => values.has(key) && values.pairs(key, value));
  if (!hits.some(({ value }) => values.isExpected(value))) return undefined;
  const asked = questions(table, side).filter((index) => /^\w+$/.test(index));
  if (asked.length === 0) return undefined;
  return asked.every((index) => isDiscriminator(index)) || hits.length < 2 ? 'suspicious' : 'cheat';
}
