import type { Situation } from '../../loop/ports.ts';
import type { PromptContext, PromptPart, Sources } from '../../loop/rooms.ts';

/** Lines around what is of interest. */
const MARGIN = 3;
/** A file up to this many lines is shown whole. */
const SMALL_FILE = 120;
/** What the first suspect may take of the budget, for it is always shown. */
const FIRST_SHARE = 0.4;
const TEST_VALUE = 0.9;
const TEST_FILES = 2;

/** The suspects' code, the most suspicious first. */
export function suspectedCode({ suspects }: Situation, sources: Sources): PromptPart[] {
  const top = Math.max(1e-9, ...suspects.map(({ score }) => score));
  const headings = new Map<string, string>();
  const shown: { readonly path: string; readonly from: number; readonly to: number }[] = [];
  return suspects.flatMap(({ path, start, end, symbol, score, why }, place): PromptPart[] => {
    const text = sources.read(path);
    if (text === undefined) return [];
    const line = (offset: number): number => text.slice(0, offset).split(/\r\n|\n|\r/).length - 1;
    const all = line(text.length) + 1;
    const code =
      all <= SMALL_FILE
        ? { path, from: 0, to: all }
        : { path, from: Math.max(0, line(start) - MARGIN), to: Math.min(all, line(end) + 1 + MARGIN) };
    // What lies within a more suspicious piece is shown with it.
    if (shown.some((piece) => piece.path === path && piece.from <= code.from && code.to <= piece.to))
      return [];
    shown.push(code);
    const heading = headings.get(path) ?? `Code: ${path} (${symbol === '' ? why : `${symbol}: ${why}`})`;
    headings.set(path, heading);
    const part = { source: path, heading, data: true, value: 0.2 + (0.8 * score) / top, code };
    return [place === 0 ? { ...part, share: FIRST_SHARE } : part];
  });
}

/** The code of the first failing tests: around the frames in the test's own file, or its beginning. */
export function testCode({ survey, target, suspects }: Situation, sources: Sources): PromptPart[] {
  const failing = (survey.tests?.results ?? []).filter((test) => target.tests.includes(test.id));
  const paths = [...new Set([...failing.map((test) => test.file), ...target.files])].filter(
    (path) => !suspects.some((suspect) => suspect.path === path),
  );
  return paths.slice(0, TEST_FILES).flatMap((path): PromptPart[] => {
    const text = sources.read(path);
    if (text === undefined) return [];
    const all = text.split(/\r\n|\n|\r/).length;
    const frames = failing.flatMap((test) => test.frames).filter((frame) => frame.path === path);
    const around = frames.slice(0, 3).map(({ line }) => ({
      path,
      from: Math.max(0, line - 13),
      to: Math.min(all, line + 5),
    }));
    const pieces = around.length > 0 ? around : [{ path, from: 0, to: Math.min(all, 60) }];
    return pieces.map((code) => ({
      source: path,
      heading: `Test: ${path}`,
      data: true,
      value: TEST_VALUE,
      code,
    }));
  });
}

/**
 * What is likely to change, in tokens, for the choice of the form of edits: the largest of the files that are suspected most,
 * if each is shown whole, for nobody can write anew what was not shown; and the largest of their declarations.
 */
export function codeAtHand(
  { suspects }: Situation,
  { sources, tokensOf }: Pick<PromptContext, 'sources' | 'tokensOf'>,
): { readonly file?: number; readonly symbol?: number } {
  const top = Math.max(1e-9, ...suspects.map(({ score }) => score));
  const likely = suspects.filter(({ score }) => score > top / 2).slice(0, 6);
  const texts = likely.map(({ path }) => sources.read(path) ?? '');
  if (likely.length === 0 || texts.includes('')) return {};
  const isWhole = texts.every((text) => text.split(/\r\n|\n|\r/).length <= SMALL_FILE);
  const symbols = likely.map(({ start, end }, at) => tokensOf((texts[at] ?? '').slice(start, end)));
  return {
    ...(isWhole ? { file: Math.max(...texts.map(tokensOf)) } : {}),
    ...(likely.every(({ symbol }) => symbol !== '') ? { symbol: Math.max(...symbols) } : {}),
  };
}
