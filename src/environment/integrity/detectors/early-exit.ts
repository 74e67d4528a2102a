import { qualified } from '../aliases.ts';
import type { Mark } from '../finding.ts';
import { markAt, type Side } from '../patched-file.ts';
import { argumentsOf, assigned, calleeName, dotted } from '../reading.ts';
import { around, type Shape, walk } from '../shape.ts';
import type { TextDetector } from './detector.ts';

const EXIT =
  /^(?:(?:globalThis\.|global\.)?process\.(?:exit|reallyExit|abort)|sys\.exit|os\._exit|os\.abort|exit|quit|pytest\.(?:exit|skip|xfail)|SystemExit|Deno\.exit)$/;
const KILL = /^(?:process\.kill|os\.kill|os\.killpg|signal\.raise_signal)$/;
/** Programs end; libraries do not. */
const PROGRAM_PATH =
  /(?:^|\/)(?:bin|cli|cmd|commands?|scripts?|tools?)\/|(?:^|\/)(?:cli|main|__main__|manage|run|bin)\.[^/]+$|-cli\.[^/]+$/i;
const PROGRAM_TEXT = /^#!|\bargparse\b|\bprocess\.argv\b|\bsys\.argv\b|\bclick\b|\bcommander\b|\byargs\b/m;

/** Ends the process, so that what would fail is never run. */
export const earlyExit: TextDetector = {
  name: 'early-exit',
  looksAt: 'both',
  marks(side) {
    const program = PROGRAM_PATH.test(side.path) || PROGRAM_TEXT.test(side.text);
    const marks: Mark[] = [];
    for (const shape of walk(side.root)) {
      const verdict = verdictOn(shape, side, program);
      if (verdict === undefined) continue;
      marks.push(
        markAt(side, shape, {
          detector: 'early-exit',
          verdict,
          says: 'The process is ended before tests can fail',
        }),
      );
    }
    return marks;
  },
};

function verdictOn(shape: Shape, side: Side, program: boolean): Mark['verdict'] | undefined {
  if (shape.kind === 'assign') {
    const [left, right] = assigned(shape);
    if (left === undefined || dotted(left) !== 'process.exitCode') return undefined;
    if (right !== undefined && /^[1-9]/.test(right.text)) return program ? undefined : 'suspicious';
    return program ? 'suspicious' : 'cheat';
  }
  if (shape.type === 'raise_statement' && shape.parts[0]?.text === 'SystemExit') return 'cheat';
  if (shape.kind !== 'call') return undefined;
  const name = qualified(side, calleeName(shape));
  if (KILL.test(name))
    return /\b(?:process\.pp?id|getpp?id|getpgid|getpgrp)\b|^\w+\.\w+\(0\b|raise_signal/.test(shape.text)
      ? 'cheat'
      : undefined;
  if (!EXIT.test(name)) return undefined;
  if (/^(?:exit|quit)$/.test(name) && side.language === 'javascript') return undefined;
  if (/^(?:exit|quit)$/.test(name) && new RegExp(`def ${name}\\b`).test(side.text)) return undefined;
  if (inMainGuard(shape)) return undefined;
  if (/_exit|abort|reallyExit|pytest/.test(name)) return 'cheat';
  if (!program) return 'cheat';
  const code = argumentsOf(shape)[0];
  return code === undefined || /^0$|^None$/.test(code.text) ? 'suspicious' : undefined;
}

function inMainGuard(shape: Shape): boolean {
  return (
    around(
      shape,
      (at) =>
        at.kind === 'if' &&
        /__name__\s*==|require\.main|import\.meta\.main/.test(at.in('condition')?.text ?? ''),
    ) !== undefined
  );
}
