import type { Mark } from '../finding.ts';
import { markAt } from '../patched-file.ts';
import { argumentsOf, calleeName, folded } from '../reading.ts';
import { walk } from '../shape.ts';
import type { TextDetector } from './detector.ts';

const RUNS_TEXT =
  /^(?:(?:globalThis|window|global|builtins)\.)?(?:eval|exec|Function|execScript)$|^vm\.(?:runIn\w+|Script)$|\.constructor$/;
const REACHES_OUT =
  /process|exit|expect|assert|Date|Math\.|globalThis|import|require|sys\b|os\b|test|return this/;
const DECODES =
  /^(?:atob|base64\.(?:b64decode|decodebytes)|bytes\.fromhex|codecs\.decode|zlib\.decompress|marshal\.loads)$/;

/** Code hidden in text, where no reader and no detector would look for it. */
export const obscuredCode: TextDetector = {
  name: 'obscured-code',
  looksAt: 'sources',
  marks(side) {
    const marks: Mark[] = [];
    for (const shape of walk(side.root)) {
      if (shape.kind !== 'call') continue;
      const name = calleeName(shape);
      const runs = RUNS_TEXT.test(name);
      if (!runs && !(DECODES.test(name) && argumentsOf(shape).some((part) => folded(part) !== undefined)))
        continue;
      const texts = argumentsOf(shape).map((part) => folded(part) ?? '');
      const verdict = runs && texts.some((text) => REACHES_OUT.test(text)) ? 'cheat' : 'suspicious';
      marks.push(markAt(side, shape, { detector: 'obscured-code', verdict, says: 'Code is hidden in text' }));
    }
    return marks;
  },
};
