import type { Situation } from '../loop/ports.ts';
import type { Sources } from '../loop/rooms.ts';

/** A stretch of a file as the prompt shows it: each line with its number and a bar. */
interface ShownCode {
  readonly path: string;
  readonly why: string;
  readonly text: string;
}

/** Lines around what is of interest. */
const MARGIN = 3;
/** A file up to this many lines is shown whole when it fits. */
const SMALL_FILE = 120;

interface Lines {
  readonly from: number;
  readonly to: number;
}

/** The suspects' code, the most suspicious first, as many as fit into `limit` characters. */
export function suspectedCode({ suspects }: Situation, sources: Sources, limit: number): ShownCode[] {
  const wanted = new Map<string, { why: string; lines: Lines[] }>();
  const chosen = new Map<string, ShownCode>();
  let used = 0;
  for (const { path, start, end, symbol, why } of suspects) {
    const text = sources.read(path);
    if (text === undefined) continue;
    const file = text.split(/\r\n|\n|\r/);
    const line = (offset: number): number => text.slice(0, offset).split(/\r\n|\n|\r/).length - 1;
    const range =
      file.length <= SMALL_FILE && text.length <= limit / 2
        ? { from: 0, to: file.length }
        : { from: Math.max(0, line(start) - MARGIN), to: Math.min(file.length, line(end) + 1 + MARGIN) };
    const before = wanted.get(path);
    const lines = merged([...(before?.lines ?? []), range]);
    const shown = {
      path,
      why: before?.why ?? (symbol === '' ? why : `${symbol}: ${why}`),
      text: numbered(file, lines),
    };
    const grown = used - (chosen.get(path)?.text.length ?? 0) + shown.text.length;
    // The first is always shown, even if it has to be cut.
    if (grown > limit && chosen.size > 0) continue;
    used = grown;
    wanted.set(path, { why: shown.why, lines });
    chosen.set(path, shown);
  }
  return [...chosen.values()];
}

/** The code of the first failing tests: around the frames in the test's own file, or its beginning. */
export function testCode(
  { survey, target, suspects }: Situation,
  sources: Sources,
  limit: number,
): ShownCode[] {
  const failing = (survey.tests?.results ?? []).filter((test) => target.tests.includes(test.id));
  const paths = [...new Set([...failing.map((test) => test.file), ...target.files])].filter(
    (path) => !suspects.some((suspect) => suspect.path === path),
  );
  const shown: ShownCode[] = [];
  let used = 0;
  for (const path of paths.slice(0, 2)) {
    const text = sources.read(path);
    if (text === undefined) continue;
    const file = text.split(/\r\n|\n|\r/);
    const frames = failing.flatMap((test) => test.frames).filter((frame) => frame.path === path);
    const around = frames.slice(0, 3).map(({ line }) => ({
      from: Math.max(0, line - 13),
      to: Math.min(file.length, line + 5),
    }));
    const code = numbered(
      file,
      around.length > 0 ? merged(around) : [{ from: 0, to: Math.min(file.length, 60) }],
    );
    if (used > 0 && used + code.length > limit) break;
    used += code.length;
    shown.push({ path, why: 'the failing test', text: code });
  }
  return shown;
}

function merged(ranges: readonly Lines[]): Lines[] {
  const result: Lines[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && range.from <= last.to) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    } else result.push(range);
  }
  return result;
}

function numbered(file: readonly string[], ranges: readonly Lines[]): string {
  return ranges
    .map(({ from, to }) =>
      file
        .slice(from, to)
        .map((line, i) => `${from + i + 1}|${line}`)
        .join('\n'),
    )
    .join('\n\n');
}
