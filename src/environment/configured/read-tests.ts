import type { Findings } from '../runners/report.ts';
import { firstLines, type Roots } from '../runners/report.ts';
import { type Attribution, titleOf } from './attribute.ts';
import { parseGoTestJson } from './go-test-json.ts';
import { parseJsonReport } from './json-report.ts';
import { parseJunit } from './junit.ts';
import type { Locator } from './locate.ts';
import { type ParsedReport, present, type ReportedTest } from './reported-test.ts';
import type { ConfiguredCommand } from './settings.ts';
import { parseTap } from './tap.ts';
import { decodeXml } from './xml.ts';

/** Reads the documents of one run as one report. Those of another kind count only when there is nothing else. */
export function parseTestReports(
  format: ConfiguredCommand['report']['format'],
  documents: readonly Uint8Array[],
): ParsedReport {
  const parsed = documents.map((bytes) => parseOne(format, bytes));
  const known = parsed.filter((report) => report.foreign === undefined);
  if (known.length === 0)
    return { tests: [], errors: [], foreign: parsed[0]?.foreign ?? 'there is nothing in it' };
  return {
    tests: known.flatMap((report) => report.tests),
    errors: known.flatMap((report) => report.errors),
    ...present({ torn: known.find((report) => report.torn !== undefined)?.torn }),
  };
}

function parseOne(format: ConfiguredCommand['report']['format'], bytes: Uint8Array): ParsedReport {
  if (format === 'junit') {
    const text = decodeXml(bytes);
    // On the output it may follow what else the command prints.
    const start = /<\?xml\s|<testsuites?[\s>]/.exec(text)?.index ?? 0;
    return parseJunit(text.slice(start));
  }
  const text = new TextDecoder().decode(bytes);
  if (format === 'tap') return parseTap(text);
  return format === 'go-test-json' ? parseGoTestJson(text) : parseJsonReport(text);
}

/**
 * What a parsed report says of the workspace's files.
 * @param suite stands for the file of tests of which none is known
 */
export function findingsOf(
  parsed: ParsedReport,
  to: {
    readonly locator: Locator;
    readonly attribution: Attribution;
    readonly roots: Roots;
    readonly suite: string;
  },
): Findings {
  const { locator, attribution, roots, suite } = to;
  const results = parsed.tests.map((test) => {
    const file = fileOf(test, attribution) ?? suite;
    const { message, stack, expected, actual, status } = test;
    return {
      file,
      name: titleOf(test, file, locator),
      status,
      frames: status === 'failed' ? framesOf(test, stack ?? message ?? '', locator) : [],
      ...present({
        message: message === undefined ? undefined : roots.clean(firstLines(message)),
        expected: expected?.slice(0, 2000),
        actual: actual?.slice(0, 2000),
      }),
    };
  });
  const fileErrors = parsed.errors.flatMap(({ file, unit, message }) => {
    const named = attribution.file(file);
    const files = named === undefined ? attribution.all(unit) : [named];
    const frames = locator.frames(message);
    const told = roots.clean(firstLines(message));
    return (files.length > 0 ? files : [suite]).map((each) => ({ file: each, message: told, frames }));
  });
  return { results, fileErrors, complete: parsed.torn === undefined };
}

function fileOf(test: ReportedTest, attribution: Attribution): string | undefined {
  return (
    attribution.file(test.file) ??
    attribution.unit(test.unit, test.name) ??
    test.groups.map((group) => attribution.unit(group, test.name)).find((file) => file !== undefined)
  );
}

/** Frames of the text; the place that the report itself names where there are none. */
function framesOf(
  { file, line }: ReportedTest,
  text: string,
  locator: Locator,
): Findings['results'][number]['frames'] {
  const frames = locator.frames(text);
  if (frames.length > 0 || file === undefined || line === undefined) return frames;
  const path = locator.locate(file);
  return path === undefined ? [] : [{ path, line }];
}
