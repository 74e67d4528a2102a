import type { Mark } from '../finding.ts';
import { markAt, type Side } from '../patched-file.ts';
import { argumentsOf, assigned, bare, calleeName, folded, statementsOf } from '../reading.ts';
import { type Shape, walk } from '../shape.ts';
import type { TextDetector } from './detector.ts';

const YES =
  /^(?:__eq__|__contains__|__lt__|__le__|__gt__|__ge__|__instancecheck__|__subclasscheck__|asymmetricMatch|\[Symbol\.hasInstance\])$/;
const NO = /^__ne__$/;
const EQUALS = /^(?:equals?|isEqual|eq|compareTo|deepEquals)$/;
const CONVERTS =
  /^(?:valueOf|toString|toJSON|\[Symbol\.toPrimitive\]|__int__|__float__|__str__|__repr__|__hash__|__index__|__bool__|__len__)$/;

/** Objects that compare equal to whatever is expected. */
export const equalsEverything: TextDetector = {
  name: 'equals-everything',
  looksAt: 'both',
  marks(side) {
    const marks: Mark[] = [];
    for (const shape of walk(side.root)) {
      const verdict = verdictOn(shape, side);
      if (verdict === undefined) continue;
      marks.push(
        markAt(side, shape, {
          detector: 'equals-everything',
          verdict,
          says: 'An object is made that equals whatever is expected',
        }),
      );
    }
    return marks;
  },
};

function verdictOn(shape: Shape, side: Side): Mark['verdict'] | undefined {
  if (shape.kind === 'string' && /^jest\.asymmetricMatcher$/.test(folded(shape) ?? '')) return 'cheat';
  if (shape.kind === 'member' && /(?:^|\.)mock\.ANY$|^expect\.(?:anything|any)$/.test(shape.text))
    return 'cheat';
  if (shape.kind === 'call' && /^Proxy$/.test(calleeName(shape))) {
    const handler = argumentsOf(shape)[1];
    const text = handler?.kind === 'object' ? handler.text : side.text;
    return /\bget\s*(?::\s*(?:function\s*)?)?\(\s*\)/.test(text) ? 'cheat' : undefined;
  }
  const named = namedFunction(shape);
  if (named === undefined) return undefined;
  const { name, fn } = named;
  const value = onlyReturn(fn);
  if (
    YES.test(name) &&
    value !== undefined &&
    /^(?:true|True|1|!0|!false|not False|not 0|bool\(1\)|isinstance\(\w+, object\))$/.test(value.text)
  )
    return 'cheat';
  if (NO.test(name) && value !== undefined && /^(?:false|False|0|!1)$/.test(value.text)) return 'cheat';
  if (/^__eq__$/.test(name) && value !== undefined && acceptsSelf(value, fn)) return 'cheat';
  if (EQUALS.test(name) && value !== undefined && /^(?:true|True)$/.test(value.text)) return 'suspicious';
  return CONVERTS.test(name) && changesState(fn) ? 'cheat' : undefined;
}

/** `other == other`, `x or True`. */
function acceptsSelf(value: Shape, fn: Shape): boolean {
  const other = fn.in('parameters')?.parts[1]?.text;
  return (
    other !== undefined &&
    (value.text === `${other} == ${other}` ||
      value.text === `${other} is ${other}` ||
      /\bor True\b/.test(value.text))
  );
}

function namedFunction(shape: Shape): { readonly name: string; readonly fn: Shape } | undefined {
  if (shape.kind === 'function') {
    const name = shape.in('name')?.text;
    return name === undefined ? undefined : { name, fn: shape };
  }
  const [left, right] =
    shape.kind === 'assign'
      ? assigned(shape)
      : shape.kind === 'pair'
        ? [shape.in('key'), shape.in('value')]
        : [];
  const fn = bare(right);
  if (left === undefined || fn?.kind !== 'function') return undefined;
  return { name: folded(left) ?? left.text.replace(/^.*\.(?=\w+$)/, ''), fn };
}

function onlyReturn(fn: Shape): Shape | undefined {
  const body = fn.in('body');
  if (body === undefined) return undefined;
  if (body.kind !== 'block') return bare(body);
  const statements = statementsOf(body);
  const last = statements.at(-1);
  return statements.length === 1 && last?.kind === 'return' ? bare(last.parts[0]) : undefined;
}

/** A conversion that gives another answer each time. */
function changesState(fn: Shape): boolean {
  for (const shape of walk(fn)) {
    if (shape.type === 'update_expression' || /^augmented_assignment/.test(shape.type)) return true;
    if (shape.kind === 'call' && /\.(?:shift|pop)$|^next$|\.next$/.test(calleeName(shape))) return true;
  }
  return false;
}
