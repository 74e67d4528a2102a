import type { Mark, Verdict } from '../finding.ts';
import { markAt } from '../patched-file.ts';
import { argumentsOf, calleeName } from '../reading.ts';
import { around, type Shape, walk } from '../shape.ts';
import type { TextDetector } from './detector.ts';

const SILENCERS: readonly { readonly pattern: RegExp; readonly kind: string; readonly mild?: RegExp }[] = [
  { pattern: /@ts-(?:ignore|expect-error|nocheck)\b/, kind: 'typescript' },
  {
    pattern: /\beslint-disable|\btslint:disable|\boxlint-disable|\bjshint\s+ignore/,
    kind: 'linter',
    mild: /max-len|no-console|import\/|prettier|camelcase/,
  },
  { pattern: /\bbiome-ignore|\bdeno-lint-ignore/, kind: 'linter', mild: /format|noConsole/ },
  { pattern: /\$Flow(?:FixMe|Issue|IgnoreFix)|@flow-ignore|@noflow/, kind: 'flow' },
  { pattern: /#\s*type:\s*ignore/, kind: 'mypy', mild: /ignore\[(?:import|import-untyped|import-not-found)/ },
  { pattern: /#\s*(?:pyright|pyre|pytype):\s*(?:ignore|disable|basic|strict=false)/, kind: 'pyright' },
  { pattern: /#\s*mypy:\s*(?:ignore-errors|disable|allow)/, kind: 'mypy' },
  { pattern: /#\s*(?:flake8:\s*)?noqa\b/i, kind: 'noqa', mild: /E501|F401|N80\d|I001/ },
  {
    pattern: /#\s*pylint:\s*(?:disable|skip-file)/,
    kind: 'pylint',
    mild: /line-too-long|invalid-name|import-outside|missing-/,
  },
  { pattern: /#\s*ruff:\s*noqa/, kind: 'noqa' },
];
const COVERAGE = /(?:istanbul|v8|c8)\s+ignore|pragma:\s*no\s*cover|node:coverage\s+(?:disable|ignore)/;

const SAYS = 'A checker is silenced instead of the code being put right';

/** Comments and casts that make a checker look away. */
export const silencedChecks: TextDetector = {
  name: 'silenced-check',
  looksAt: 'sources',
  marks(side) {
    const marks: Mark[] = [];
    const add = (shape: Shape, kind: string, verdict: Verdict, says = SAYS): void => {
      marks.push(markAt(side, shape, { detector: 'silenced-check', verdict, kind, says }));
    };
    for (const shape of walk(side.root)) {
      if (shape.kind === 'comment') {
        const silencer = SILENCERS.find(({ pattern }) => pattern.test(shape.text));
        if (silencer !== undefined)
          add(shape, silencer.kind, silencer.mild?.test(shape.text) === true ? 'suspicious' : 'cheat');
        else if (COVERAGE.test(shape.text)) add(shape, 'coverage', 'suspicious');
        continue;
      }
      const cast = castThatSilences(shape);
      if (cast !== undefined) add(shape, 'cast', cast, 'A cast hides what the type checker would say');
      if (
        shape.kind === 'call' &&
        /(?:^|\.)cast$/.test(calleeName(shape)) &&
        /^['"]?(?:typing\.|t\.)?Any\b/.test(argumentsOf(shape)[0]?.text ?? '')
      )
        add(shape, 'cast', 'cheat', 'A cast hides what the type checker would say');
      if (shape.parent?.type === 'decorator' && /(?:^|\.)no_type_check(?:_decorator)?$/.test(shape.text))
        add(shape, 'no_type_check', 'cheat');
      if (isDeclaredAny(shape))
        add(shape, 'declare', 'cheat', 'A declaration tells the type checker that anything goes');
    }
    return marks;
  },
};

/** `as any`, `as never`, `as unknown as T`, `<any>x`. */
function castThatSilences(shape: Shape): Verdict | undefined {
  if (shape.type !== 'as_expression' && shape.type !== 'type_assertion') return undefined;
  const [target, value] =
    shape.type === 'as_expression'
      ? [shape.parts.at(-1), shape.parts[0]]
      : [shape.parts[0], shape.parts.at(-1)];
  const to = (target?.text ?? '').replace(/^<|>$|\s/g, '');
  if (/^(?:any|never)(?:\[\])*$|^Array<any>$/.test(to)) return isParsed(value) ? 'suspicious' : 'cheat';
  const inner = value?.kind === 'parens' ? value.parts[0] : value;
  if (inner?.type !== 'as_expression' && inner?.type !== 'type_assertion') return undefined;
  return /(?:\bas\s+(?:unknown|any|never)\s*$)|^<(?:unknown|any)>/.test(inner.text) ? 'cheat' : undefined;
}

/** What already is `any` loses nothing by being called so. */
function isParsed(value: Shape | undefined): boolean {
  return value?.kind === 'call' && /^JSON\.parse$/.test(calleeName(value));
}

function isDeclaredAny(shape: Shape): boolean {
  return (
    shape.type === 'ambient_declaration' &&
    /:\s*any\b|^declare\s+module\s+['"][^'"]+['"]\s*;?$/.test(shape.text)
  );
}

/** A type annotation that was something and is now `any`. */
export const loosenedTypes: TextDetector = {
  name: 'loosened-type',
  looksAt: 'sources',
  marks(side) {
    const marks: Mark[] = [];
    for (const shape of walk(side.root)) {
      const any =
        side.language === 'python'
          ? isPythonAny(shape)
          : shape.type === 'predefined_type' && shape.text === 'any';
      if (
        !any ||
        around(shape, (at) => at.kind === 'cast' || at.kind === 'catch' || at.type === 'ambient_declaration')
          ?.kind !== undefined
      )
        continue;
      const nested =
        around(shape, (at) => /^(?:type_arguments|type_parameter|generic_type|subscript)$/.test(at.type)) !==
        undefined;
      marks.push(
        markAt(side, shape, {
          detector: 'loosened-type',
          verdict: 'suspicious',
          kind: nested ? 'nested' : 'whole',
          says: 'A type gives way to one that allows anything',
          text: shape.parent?.parent?.text ?? shape.text,
        }),
      );
    }
    return marks;
  },
};

function isPythonAny(shape: Shape): boolean {
  if (shape.kind !== 'name' || shape.text !== 'Any') return false;
  return around(shape, (at) => at.type === 'type') !== undefined;
}
