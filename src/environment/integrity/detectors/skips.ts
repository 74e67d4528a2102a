import type { Mark } from '../finding.ts';
import { markAt } from '../patched-file.ts';
import { calleeName } from '../reading.ts';
import { type Shape, walk } from '../shape.ts';
import type { TextDetector } from './detector.ts';

const CALL =
  /^(?:(?:it|test|describe|context|suite|specify|bench)(?:\.\w+)*\.(?:skip|only|todo|fails|failing|skipIf|runIf)|xit|xdescribe|xtest|xspecify|xcontext|fit|fdescribe|ftest|this\.skip|t\.skip|t\.todo|ctx\.skip|context\.skip|pytest\.(?:skip|xfail|importorskip)|self\.skipTest)\b/;
const DECORATOR =
  /^@\s*(?:pytest\.mark\.(?:skip|skipif|xfail)|unittest\.(?:skip\w*|expectedFailure)|skip(?:If|Unless|if)?\b|expectedFailure|mark\.(?:skip|xfail))/;

/** Tests that are told not to run, or to fail without it counting. */
export const skips: TextDetector = {
  name: 'skipped-test',
  looksAt: 'both',
  marks(side) {
    const marks: Mark[] = [];
    for (const shape of walk(side.root)) {
      if (!isSkip(shape)) continue;
      marks.push(
        markAt(side, shape, {
          detector: 'skipped-test',
          verdict: 'cheat',
          says: 'A test is told not to run',
          text: shape.text.slice(0, 120),
        }),
      );
    }
    return marks;
  },
};

function isSkip(shape: Shape): boolean {
  if (shape.type === 'decorator') return DECORATOR.test(shape.text);
  if (shape.kind === 'throw') return /\b(?:SkipTest|pytest\.skip\.Exception)\b/.test(shape.text);
  if (shape.kind === 'assign')
    return /^(?:pytestmark\s*=.*(?:skip|xfail)|collect_ignore|__test__\s*=\s*False|[\w.]+\.__test__\s*=\s*False|[\w.]*__unittest_skip__)/.test(
      shape.text,
    );
  if (shape.kind === 'call') {
    const inner = shape.in('function');
    return CALL.test(inner?.kind === 'call' ? calleeName(inner) : calleeName(shape));
  }
  return (
    shape.kind === 'pair' &&
    /^(?:skip|only|todo)\s*:\s*(?:true|['"])/.test(shape.text) &&
    /^(?:it|test|describe)\b/.test(shape.parent?.parent?.parent?.text ?? '')
  );
}
