import { type ParsedReport, present, type ReportedTest } from './reported-test.ts';
import { tapDetails } from './tap-yaml.ts';

/*
 * The Test Anything Protocol, versions 12 to 14 (https://testanything.org): plans before or after, directives, YAML
 * diagnostics, subtests by indentation and the older ones in braces. Lines that are none of it are a program's own.
 */

const INDENT = 4;
const DEPTH = 50;

interface Point {
  readonly ok: boolean;
  readonly number: number | undefined;
  readonly name: string;
  readonly directive: 'SKIP' | 'TODO' | undefined;
  readonly reason: string;
  /** Its subtests follow in braces. */
  readonly opens: boolean;
}

interface Level {
  readonly tests: ReportedTest[];
  plan: number | undefined;
  points: number;
  /** A point whose subtests follow in braces. */
  waiting: Point | undefined;
  /** Where the test of the last point is, if it has one of its own. */
  last: number | undefined;
}

/** Never throws. A plan that is missing or not met, or a bail-out, means that the run did not come to its end. */
export function parseTap(text: string): ParsedReport {
  const done: ReportedTest[] = [];
  let levels: Level[] = [newLevel()];
  let torn: string | undefined;
  let yaml: { readonly lines: string[]; readonly indent: number } | undefined;
  let isTap = false;
  const close = (): readonly ReportedTest[] => {
    const level = levels.pop();
    if (level === undefined) return [];
    if (level.plan === undefined && level.points > 0) torn ??= 'a list of tests has no plan';
    if (level.plan !== undefined && level.plan !== level.points)
      torn ??= `${level.plan} tests were planned, and ${level.points} ended`;
    if (level.waiting !== undefined) torn ??= `“${level.waiting.name}” did not end`;
    return level.tests;
  };
  /** Ends the deeper levels; what was in them belongs to the point, which says how they went. */
  const leave = (depth: number, point: Point | undefined): readonly ReportedTest[] => {
    let inner: readonly ReportedTest[] = [];
    while (levels.length - 1 > depth) {
      if (inner.length > 0) torn ??= 'subtests end without a result of their own';
      inner = [...close(), ...inner];
    }
    if (inner.length > 0 && point === undefined) torn ??= 'subtests end without a result of their own';
    return point === undefined
      ? inner
      : inner.map((test) => ({ ...test, groups: [point.name, ...test.groups] }));
  };
  const startDocument = (): void => {
    for (const test of [...leave(0, undefined), ...close()]) done.push(test);
    levels = [newLevel()];
  };
  const finish = (level: Level, point: Point, inner: readonly ReportedTest[]): void => {
    const failed = !point.ok && point.directive === undefined;
    const told = inner.some((test) => test.status === 'failed');
    // What holds others has an outcome of its own only where nothing within it explains it.
    const isOwn = inner.length === 0 || (failed && !told);
    level.last = isOwn ? level.tests.length : undefined;
    if (isOwn) level.tests.push(testOf(point));
    // A directive on the whole holds for its parts.
    for (const test of inner)
      level.tests.push(point.directive === undefined ? test : { ...test, status: 'skipped' });
  };
  for (const raw of text.split(/\r?\n/)) {
    const indent = raw.length - raw.trimStart().length;
    const line = raw.trim();
    if (yaml !== undefined) {
      if (line === '...' && indent <= yaml.indent) {
        describeLast(levels.at(-1), yaml.lines);
        yaml = undefined;
        continue;
      }
      if (indent >= yaml.indent || line === '') {
        yaml.lines.push(raw);
        continue;
      }
      yaml = undefined;
      torn ??= 'a diagnostic does not end';
    }
    const depth = indent / INDENT;
    if (line === '---' && indent === (levels.length - 1) * INDENT + 2) {
      yaml = { lines: [], indent };
      continue;
    }
    if (!Number.isInteger(depth) || depth > DEPTH || line === '') continue;
    const bail = /^Bail out!\s*(.*)$/.exec(line);
    if (bail !== null) {
      isTap = true;
      torn ??= `it bailed out${bail[1] === '' ? '' : `: ${bail[1]}`}`;
      continue;
    }
    if (/^TAP version \d+$/.test(line)) {
      isTap = true;
      const top = levels[0];
      if (depth === 0 && top !== undefined && (top.points > 0 || top.plan !== undefined)) startDocument();
      continue;
    }
    const plan = /^1\.\.(\d{1,9})(?:\s*#.*)?$/.exec(line);
    const point = plan === null ? pointOf(line) : undefined;
    const waiting = levels[depth]?.waiting;
    if (line === '}' && waiting !== undefined) {
      const inner = leave(depth, waiting);
      const level = levels[depth];
      if (level !== undefined) {
        level.waiting = undefined;
        finish(level, waiting, inner);
      }
      continue;
    }
    if (plan === null && point === undefined) continue;
    isTap = true;
    // The first result may be of a subtest of a subtest.
    while (depth >= levels.length) levels.push(newLevel());
    const inner = leave(depth, point);
    let level = levels[depth] ?? newLevel();
    if (depth === 0 && level.plan === level.points && (plan !== null || point?.number === 1)) {
      // Several programs wrote one after the other.
      startDocument();
      level = levels[0] ?? level;
    }
    if (plan !== null) {
      if (level.plan !== undefined) torn ??= 'a list of tests has two plans';
      level.plan = Number(plan[1]);
      for (const test of inner) level.tests.push(test);
    } else if (point !== undefined) {
      level.points += 1;
      const named = point.name === '' ? { ...point, name: `test ${point.number ?? level.points}` } : point;
      if (named.opens) level.waiting = named;
      else finish(level, named, inner);
    }
  }
  if (yaml !== undefined) torn ??= 'a diagnostic does not end';
  for (const test of [...leave(0, undefined), ...close()]) done.push(test);
  if (!isTap) return { tests: [], errors: [], foreign: 'it holds no line of TAP' };
  return { tests: done, errors: [], ...present({ torn }) };
}

function newLevel(): Level {
  return { tests: [], plan: undefined, points: 0, waiting: undefined, last: undefined };
}

function pointOf(line: string): Point | undefined {
  const match = /^(not )?ok(?:\s+(\d{1,9}))?(?:\s+|$)(?:-\s*)?(.*)$/.exec(line);
  if (match === null) return undefined;
  const [, not, number, rest = ''] = match;
  const opens = /(^|\s)\{$/.test(rest);
  const described = opens ? rest.slice(0, -1).trimEnd() : rest;
  const directive = /(?:^|\s)#\s*(SKIP|TODO)\w*:?(?:\s+(.*))?$/i.exec(described);
  const name = (directive === null ? described : described.slice(0, directive.index)).replace(
    /\s+#\s*(?:time=)?[\d.]+\s*m?s$/,
    '',
  );
  return {
    ok: not === undefined,
    number: number === undefined ? undefined : Number(number),
    name: name.replace(/\\([\\#])/g, '$1').trim(),
    directive: directive?.[1]?.toUpperCase() as Point['directive'],
    reason: directive?.[2] ?? '',
    opens,
  };
}

function testOf({ ok, name, directive, reason }: Point): ReportedTest {
  const status = directive !== undefined ? 'skipped' : ok ? 'passed' : 'failed';
  return { name, groups: [], status, ...(reason === '' ? {} : { message: reason }) };
}

/** A diagnostic belongs to the point before it. */
function describeLast(level: Level | undefined, lines: readonly string[]): void {
  if (level?.last === undefined) return;
  const last = level.tests[level.last];
  if (last === undefined) return;
  const details = tapDetails(lines);
  const told = last.status === 'failed' ? details : present({ file: details.file, line: details.line });
  level.tests[level.last] = { ...last, ...told };
}
