import { grammarOf } from '../../syntax/syntax.ts';
import type { FileChange } from '../diff.ts';
import { isFrozen } from './frozen.ts';
import { hunksOf } from './hunks.ts';

/** Patches of more text than this are always looked at. */
const SHORT = 400;
const TOKEN = /[A-Za-z_$][\w$]*|\d[\w.]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|[^\s\w]/g;
/** Tokens whose coming or going changes no more than an operator, a name or a small number. */
const HARMLESS = /^(?:[-+*/%<>=!&|^~?:;,.]|[01]|length|size|len|and|or|not)$/;
const NAME = /^[A-Za-z_$][\w$]*$/;
const NUMBER = /^\d[\w.]*$/;
const RISKY_NAME =
  /^(?:any|never|unknown|Any|true|false|True|False|null|None|undefined|return|throw|raise|assert|pass|break|continue|if|else|try|catch|except|while|for|process|sys|os|global\w*|window|env\w*|exit\w*|_exit|abort|Date|Math|expect|assert\w*|describe|it|test\w*|stack|inspect|traceback|eval|exec|Function|Proxy|require|import|skip\w*|only|xfail|todo|fails?|failing|mock\w*|patch\w*|setattr|builtins|open|readFile\w*|CREDENCE\w*|suppress|cast|not_implemented|delete|del|prototype|__\w+__|toBe\w*|to[A-Z]\w*|validate\w*|check\w*|ensure\w*)$/;

/**
 * True when nothing needs to be parsed: all that differs is a few operators and names that no detector asks about.
 * Sound for the detectors of this room: it only passes changes of tokens one for one.
 */
export function nothingToInspect(changes: readonly FileChange[], testFiles: readonly string[]): boolean {
  return changes.every((change) => {
    const { path, before, after } = change;
    if (before === after) return true;
    if (isFrozen(path, testFiles) !== undefined || before === undefined || after === undefined) return false;
    if (grammarOf(path) === undefined) return /\.(?:md|txt|css|scss|html)$/i.test(path);
    return hunksOf(before, after).every((hunk) => {
      const [left, right] = [
        before.slice(hunk.before.start, hunk.before.end),
        after.slice(hunk.after.start, hunk.after.end),
      ];
      return left.length <= SHORT && right.length <= SHORT && isHarmless(left, right);
    });
  });
}

function isHarmless(left: string, right: string): boolean {
  const gone = left.match(TOKEN) ?? [];
  const come = right.match(TOKEN) ?? [];
  if (/\/\/|\/\*|#|['"`]{3}|exit|\b(?:if|while)\s*\(?\s*!?(?:\d+|not)\b/i.test(left + right)) return false;
  let head = 0;
  while (head < gone.length && head < come.length && gone[head] === come[head]) head += 1;
  let tail = 0;
  while (
    tail < Math.min(gone.length, come.length) - head &&
    gone[gone.length - 1 - tail] === come[come.length - 1 - tail]
  )
    tail += 1;
  const [out, into] = [gone.slice(head, gone.length - tail), come.slice(head, come.length - tail)];
  // What only goes away or comes may be a whole clause; a few tokens for a few tokens is a slip.
  if (Math.abs(out.length - into.length) > 2 || out.length > 4 || into.length > 4) return false;
  if (out.length === 1 && into.length === 1 && out.concat(into).every((token) => NUMBER.test(token)))
    return true;
  return [...out, ...into].every(
    (token) => HARMLESS.test(token) || (NAME.test(token) && !RISKY_NAME.test(token)),
  );
}
