import { erasedTypes } from './annotations.ts';
import { weakenedAssertions } from './assertions.ts';
import { deletedChecks } from './deleted-checks.ts';
import type { ChangeDetector, TextDetector } from './detector.ts';
import { earlyExit } from './early-exit.ts';
import { emptiedBody } from './emptied-body.ts';
import { environmentSniffing } from './environment-sniffing.ts';
import { equalsEverything } from './equals-everything.ts';
import { forgedReport } from './forged-report.ts';
import { lookupTable } from './lookup-table.ts';
import { obscuredCode } from './obscured-code.ts';
import { patchedGlobals } from './patched-globals.ts';
import { readingTests } from './reading-tests.ts';
import { loosenedTypes, silencedChecks } from './silenced-checks.ts';
import { skips } from './skips.ts';
import { specialCase } from './special-case.ts';
import { swallowedErrors } from './swallowed-errors.ts';
import { unreachable } from './unreachable.ts';

/** Every detector that looks at one text. */
export const TEXT_DETECTORS: readonly TextDetector[] = [
  silencedChecks,
  loosenedTypes,
  earlyExit,
  patchedGlobals,
  environmentSniffing,
  readingTests,
  equalsEverything,
  forgedReport,
  obscuredCode,
  skips,
];

/** Every detector that compares two texts. */
export const CHANGE_DETECTORS: readonly ChangeDetector[] = [
  specialCase,
  lookupTable,
  emptiedBody,
  swallowedErrors,
  unreachable,
  deletedChecks,
  erasedTypes,
  weakenedAssertions,
];
