import type { Mark } from '../finding.ts';
import { markAt } from '../patched-file.ts';
import { argumentsOf, calleeName, folded } from '../reading.ts';
import { type Shape, walk } from '../shape.ts';
import type { TextDetector } from './detector.ts';

const OWN = /CREDENCE_(?:REPORT|PLAN|RUN|LEASE)|^CREDENCE_?$/;
const REPORT =
  /junit[\w.-]*\.xml|test[-_]?(?:results?|report)s?\b|\.pytest_cache|lastfailed|\.last-run\.json|vitest[\w.-]*\.json|jest[\w.-]*\.json|mochawesome|TEST-[\w.-]+\.xml/i;
const WRITES =
  /(?:writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|write_text|write_bytes|openSync|^open|\.write|\.send|rename|copyFile\w*|dump)$/;
const PRINTS =
  /^(?:print|console\.\w+|process\.(?:stdout|stderr)\.write|sys\.(?:stdout|stderr|__stdout__)\.write|os\.write|fs\.writeSync|writeSync)$/;
const VERDICT_TEXT =
  /^\s*(?:(?:not )?ok \d+|TAP version|1\.\.\d+|# (?:pass|fail|tests)\b|(?:✓|✔|√)|PASS(?:ED)?\b|={3,}.*passed|\d+ (?:tests? )?pass(?:ed|ing)\b|Tests?:\s+\d+ passed|Ran \d+ tests?|OK$|##teamcity)|\b\d+ passed\b/m;
const HOOK =
  /^pytest_(?:runtest|sessionfinish|collection|report|configure|terminal|pyfunc|exception|assertrepr)\w*$/;

/** Writes what a test runner should say. */
export const forgedReport: TextDetector = {
  name: 'forged-report',
  looksAt: 'both',
  marks(side) {
    const marks: Mark[] = [];
    for (const shape of walk(side.root)) {
      if (!isForged(shape)) continue;
      marks.push(
        markAt(side, shape, {
          detector: 'forged-report',
          verdict: 'cheat',
          says: 'The code writes what the test runner should say',
        }),
      );
    }
    return marks;
  },
};

function isForged(shape: Shape): boolean {
  if (shape.kind === 'name')
    return OWN.test(shape.text) || (HOOK.test(shape.text) && shape.parent?.kind === 'function');
  if (shape.kind === 'string' || shape.kind === 'binary') {
    const value = folded(shape);
    return value !== undefined && OWN.test(value) && shape.parent?.type !== 'concatenated_string';
  }
  if (shape.kind !== 'call') return false;
  const name = calleeName(shape);
  if (/^os\.(?:dup2|close|closerange)$/.test(name) && /\b[012]\b/.test(shape.in('arguments')?.text ?? ''))
    return true;
  const texts = argumentsOf(shape).map((part) => folded(part) ?? part.text);
  if (PRINTS.test(name))
    return texts.some((text) => VERDICT_TEXT.test(text.replace(/^[`'"]|\\u001b\[\d+m/g, '')));
  if (/^process\.send$/.test(name)) return true;
  return (
    WRITES.test(name) &&
    [...texts, (shape.in('function')?.text ?? '').slice(0, 200)].some((text) => REPORT.test(text))
  );
}
