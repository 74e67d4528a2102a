import type { Mark, Verdict } from '../finding.ts';
import { markAt, type PatchedFile, type Side } from '../patched-file.ts';
import { argumentsOf, callee, calleeName, isConstant, normalText, statementsOf } from '../reading.ts';
import { around, type Shape, walk } from '../shape.ts';
import type { ChangeDetector } from './detector.ts';

/** What may fail without harm: putting away, and what the platform may refuse. */
const BEST_EFFORT =
  /(?:unlink|rm|rmdir|rmSync|remove|close|kill|terminate|abort|cancel|dispose|destroy|release|cleanup|clean_up|shutdown|setItem|removeItem|disconnect|unref|chmod|utimes|flush|mkdir|unwatch|unsubscribe|end|stop|quit|detach|logout)\w*$/i;
const LOG =
  /^(?:console\.\w+|logger\.\w+|log(?:ging)?\.\w+|log|warnings\.warn|print|debug|this\.log(?:ger)?\.\w+|self\.log(?:ger)?\.\w+)$/;
const BROAD = /^(?:Exception|BaseException|AssertionError|Error)$/;

/** Errors that are caught and forgotten, where the code was there before and its errors were not caught. */
export const swallowedErrors: ChangeDetector = {
  name: 'swallowed-error',
  looksAt: 'both',
  compare(file) {
    const known = new Map<string, number>();
    for (const { key } of swallows(file.before)) known.set(key, (known.get(key) ?? 0) + 1);
    const code = normalText(file.before.text);
    const marks: Mark[] = [];
    for (const { shape, key, how } of swallows(file.after)) {
      const left = known.get(key) ?? 0;
      if (left > 0) {
        known.set(key, left - 1);
        continue;
      }
      const verdict = judge(shape, how, code, file);
      if (verdict !== undefined)
        marks.push(
          markAt(file.after, shape, {
            detector: 'swallowed-error',
            verdict,
            says: 'An error is caught and forgotten',
          }),
        );
    }
    return marks;
  },
};

type How = 'nothing' | 'constant' | 'told' | 'log' | 'promise' | 'suppress' | 'listener' | 'finally';

interface Swallow {
  readonly shape: Shape;
  readonly how: How;
  /** The same for a handler whose try block alone was changed. */
  readonly key: string;
}

function swallows(side: Side): readonly Swallow[] {
  const found: Swallow[] = [];
  for (const shape of walk(side.root)) {
    const how = swallowing(shape);
    if (how !== undefined) found.push({ shape, how, key: how });
  }
  return found;
}

function swallowing(shape: Shape): How | undefined {
  if (shape.kind === 'catch')
    return handlerKind(shape.in('body') ?? shape.parts.findLast((part) => part.kind === 'block'));
  if (shape.kind === 'finally') {
    // A jump out of `finally` throws away what was thrown.
    const body = shape.in('body') ?? shape.parts.at(-1);
    return statementsOf(body).some((part) => part.kind === 'return' || part.kind === 'jump')
      ? 'finally'
      : undefined;
  }
  if (shape.kind !== 'call') return undefined;
  const name = calleeName(shape);
  const args = argumentsOf(shape);
  if (callee(shape)?.in('property')?.text === 'catch' && args.length === 1)
    return callbackIsIdle(args[0]) ? 'promise' : undefined;
  if (callee(shape)?.in('property')?.text === 'then' && args.length === 2)
    return callbackIsIdle(args[1]) ? 'promise' : undefined;
  if (/(?:^|\.)suppress$/.test(name) && args.some((arg) => BROAD.test(arg.text))) return 'suppress';
  if (
    /process\.(?:on|once|addListener|prependListener)$/.test(name) &&
    /uncaughtException|unhandledRejection/.test(args[0]?.text ?? '')
  )
    return /\bthrow\b|process\.exit\(\s*[1-9]|exitCode\s*=\s*[1-9]|console\.error|log/.test(
      args[1]?.text ?? '',
    )
      ? undefined
      : 'listener';
  return undefined;
}

function handlerKind(body: Shape | undefined): How | undefined {
  const statements = statementsOf(body).filter(
    (part) => part.type !== 'pass_statement' && part.text !== '...',
  );
  if (statements.length === 0) return 'nothing';
  const told = statements.filter((part) => !isLog(part));
  if (told.length === 0) return 'log';
  const last = told[0];
  if (told.length > 1 || last === undefined) return undefined;
  if (last.kind === 'jump') return 'nothing';
  if (last.kind !== 'return') return undefined;
  const value = last.parts[0];
  if (value !== undefined && !isConstant(value)) return undefined;
  return statements.length > 1 ? 'told' : 'constant';
}

function isLog(statement: Shape): boolean {
  const call = statement.parts[0];
  return statement.type === 'expression_statement' && call?.kind === 'call' && LOG.test(calleeName(call));
}

function callbackIsIdle(callback: Shape | undefined): boolean {
  if (callback === undefined) return false;
  if (/^(?:noop|_\.noop|Boolean|identity)$/.test(callback.text)) return true;
  if (callback.kind !== 'function') return false;
  const body = callback.in('body');
  if (body?.kind !== 'block')
    return body !== undefined && isConstant(body) && !/null|false|\[\]|\{\}/.test(body.text);
  return statementsOf(body).length === 0;
}

function judge(shape: Shape, how: How, codeBefore: string, file: PatchedFile): Verdict | undefined {
  if (how === 'suppress' || how === 'listener' || how === 'finally') return 'cheat';
  if (how === 'promise') {
    const target = callee(shape)?.in('object')?.text ?? '';
    return BEST_EFFORT.test(target.replace(/\([\s\S]*$/, '')) ? 'suspicious' : 'cheat';
  }
  const guarded = statementsOf(shape.parent?.in('body'));
  const existed =
    guarded.length > 0 &&
    guarded.every((part) => codeBefore.includes(normalText(part.text).replace(/;$/, '')));
  const narrow = isNarrow(shape, file.before.language);
  if (how === 'nothing') {
    const only = guarded.length === 1 ? lastCall(guarded[0]) : undefined;
    if (only !== undefined && BEST_EFFORT.test(only)) return narrow ? undefined : 'suspicious';
    if (narrow) return 'suspicious';
    return 'cheat';
  }
  if (narrow) return undefined;
  const inLoop = around(shape, (at) => at.kind === 'loop' || at.kind === 'function')?.kind === 'loop';
  if (how === 'log') return existed && !inLoop ? 'cheat' : 'suspicious';
  if (how === 'told') return 'suspicious';
  return existed && (guarded.length > 1 || isLarge(guarded[0])) ? 'cheat' : 'suspicious';
}

/** `except KeyError`: one that was named is one that was thought of. */
function isNarrow(handler: Shape, language: Side['language']): boolean {
  if (language !== 'python') return false;
  const types = handler.parts
    .filter((part) => part.kind !== 'block')
    .map((part) => part.text.replace(/\s+as\s+\w+$/, ''));
  if (types.length === 0) return false;
  return types.every((type) => !/\b(?:Exception|BaseException|AssertionError)\b/.test(type));
}

/** A statement with statements of its own guards more than one thing that may fail. */
function isLarge(statement: Shape | undefined): boolean {
  if (statement === undefined) return false;
  return (
    statement.kind === 'if' ||
    statement.kind === 'loop' ||
    statement.kind === 'switch' ||
    statement.kind === 'throw' ||
    statement.type === 'with_statement'
  );
}

function lastCall(statement: Shape | undefined): string | undefined {
  if (statement === undefined) return undefined;
  for (const shape of walk(statement)) if (shape.kind === 'call') return calleeName(shape);
  return undefined;
}
