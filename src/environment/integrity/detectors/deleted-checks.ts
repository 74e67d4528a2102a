import type { Mark, Verdict } from '../finding.ts';
import { markAt, type PatchedFile, type Side } from '../patched-file.ts';
import { bare, calleeName, folded, normalText, operatorOf, sides } from '../reading.ts';
import { around, type Shape, walk } from '../shape.ts';
import type { TestValues } from '../test-values.ts';
import type { ChangeDetector } from './detector.ts';
import { functionsOf, isStub } from './functions.ts';

const CHECK_CALL =
  /(?:^|\.)_?(?:assert|invariant|validate|verify|ensure|check|require[A-Z_]|guard|expect|authorize|authorise|authenticate|sanitize|enforce|must|raise_for_status)(?![a-z])\w*$/;

/** Errors that are no longer raised and checks that are no longer made. */
export const deletedChecks: ChangeDetector = {
  name: 'deleted-check',
  looksAt: 'sources',
  compare(file, { values }) {
    const [before, after] = [checksOf(file.before), checksOf(file.after)];
    const left = new Map<string, number>();
    for (const check of after) left.set(check.key, (left.get(check.key) ?? 0) + 1);
    const rest = {
      throw: after.filter(({ kind }) => kind === 'throw').length,
      check: after.filter(({ kind }) => kind === 'check').length,
    };
    const gone = before.filter((check) => {
      const count = left.get(check.key) ?? 0;
      if (count === 0) return true;
      left.set(check.key, count - 1);
      rest[check.kind] -= 1;
      return false;
    });
    const marks: Mark[] = [];
    for (const check of gone) {
      // Another error raised instead, or the same one put elsewhere, is a change of the check and not its end.
      if (rest[check.kind] > 0 || (check.kind === 'check' && rest.throw > 0)) {
        rest[rest[check.kind] > 0 ? check.kind : 'throw'] -= 1;
        continue;
      }
      const verdict = judge(check, file, values);
      if (verdict !== undefined)
        marks.push(
          markAt(file.before, check.shape, {
            detector: 'deleted-check',
            verdict,
            says: 'A check is deleted instead of being met',
            text: check.text,
          }),
        );
    }
    return marks;
  },
};

interface Check {
  readonly kind: 'throw' | 'check';
  /** The statement, or the `if` that holds nothing else. */
  readonly shape: Shape;
  readonly text: string;
  readonly key: string;
}

function checksOf(side: Side): readonly Check[] {
  const found: Check[] = [];
  for (const shape of walk(side.root)) {
    const kind =
      shape.kind === 'throw' ? 'throw' : shape.kind === 'assert' || isCheckCall(shape) ? 'check' : undefined;
    if (kind === undefined) continue;
    const guard = kind === 'throw' ? guardOf(shape) : undefined;
    const whole = guard ?? shape;
    found.push({ kind, shape: whole, text: whole.text, key: normalText(shape.text) });
  }
  return found;
}

function isCheckCall(shape: Shape): boolean {
  if (shape.type !== 'expression_statement') return false;
  const call = bare(shape.parts[0]);
  return (
    call?.kind === 'call' &&
    CHECK_CALL.test(calleeName(call)) &&
    !/^(?:console|jest|vi)\./.test(calleeName(call))
  );
}

/** The condition whose only effect is the error. */
function guardOf(shape: Shape): Shape | undefined {
  const block = shape.parent?.kind === 'block' ? shape.parent : undefined;
  const guard = block === undefined ? shape.parent : block.parent;
  return guard?.kind === 'if' && (block === undefined || block.parts.length === 1) ? guard : undefined;
}

function judge(check: Check, file: PatchedFile, values: TestValues): Verdict | undefined {
  const fn = around(check.shape, (at) => at.kind === 'function');
  if (fn !== undefined && isStub(fn)) return undefined;
  if (/not\s?_?implemented|todo|unreachable|fixme/i.test(check.text)) return undefined;
  // A function that is gone took its checks with it.
  if (fn !== undefined && !stillThere(fn, file)) return undefined;
  const condition = check.shape.kind === 'if' ? check.shape.in('condition') : undefined;
  if (condition !== undefined) {
    const instead = replacement(condition, file);
    if (instead !== undefined) return instead === 'something' ? undefined : 'cheat';
  }
  if (addsCode(check.shape, file)) return 'suspicious';
  const message = [...walk(check.shape)].map(folded).find((text) => text !== undefined && text.length > 3);
  const named = message !== undefined && values.isNamed(message);
  if (named && condition !== undefined && isNarrow(condition)) return 'suspicious';
  return 'cheat';
}

function stillThere(fn: Shape, file: PatchedFile): boolean {
  const name = [...functionsOf(file.before.root)].find(([, shape]) => shape === fn)?.[0];
  return name === undefined || functionsOf(file.after.root).has(name);
}

/** Whether the question is still asked where it was, and something else is done, or nothing. */
function replacement(condition: Shape, file: PatchedFile): 'something' | 'nothing' | undefined {
  const key = normalText(condition.text);
  const asks = (shape: Shape): boolean =>
    shape.kind === 'if' && normalText(shape.in('condition')?.text ?? '') === key;
  const [was, now] = [[...walk(file.before.root)].filter(asks), [...walk(file.after.root)].filter(asks)];
  if (now.length < was.length) return undefined;
  for (const shape of now) {
    const body = shape.in('consequence');
    const statements = body?.kind === 'block' ? body.parts : body === undefined ? [] : [body];
    const does = statements.filter(
      (part) =>
        part.type !== 'pass_statement' &&
        part.type !== 'empty_statement' &&
        !/^(?:console|logger|logging|log|warnings)\.|^print\(/.test(part.text) &&
        !(part.kind === 'block' && part.parts.length === 0),
    );
    if (does.length === 0) return 'nothing';
  }
  return 'something';
}

/** Whether the patch puts code in the place of the check. */
function addsCode(shape: Shape, file: PatchedFile): boolean {
  const hunk = file.hunks.find(({ before }) => before.start <= shape.end && shape.start <= before.end);
  if (hunk === undefined) return false;
  const removed = file.before.text.slice(hunk.before.start, hunk.before.end);
  const added = file.after.text
    .slice(hunk.after.start, hunk.after.end)
    .split('\n')
    .map((line) => line.replace(/(?:\/\/|#(?!\w*['"])).*$/, '').trim())
    .filter(
      (line) =>
        /\w/.test(line) &&
        !/^(?:pass|\/?\*.*|return;?|(?:console|logger|logging)\..*|print\(.*)$/.test(line) &&
        !removed.includes(line),
    );
  return added.length > 0;
}

/** Asks about one value rather than about a sort of values. */
function isNarrow(condition: Shape): boolean {
  const at = bare(condition);
  if (at?.kind !== 'binary') return false;
  const operator = operatorOf(at);
  if (!/^(?:===?|is|<|<=|>|>=)$/.test(operator)) return false;
  const [left, right] = sides(at);
  return (
    [left, right].some((side) => side?.kind === 'number' || side?.kind === 'string') &&
    !/typeof|instanceof|isinstance|type\(/.test(at.text)
  );
}
