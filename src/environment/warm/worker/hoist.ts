import { transform } from 'sucrase';
import { Unsupported } from './unsupported.ts';

const CALL = /\b(?:vi|vitest)\s*\.\s*(?:mock|unmock|hoisted)\s*[(<]/g;
const STATEMENT =
  /^(?:(?:const|let|var)\s+[^=;]*=\s*)?(?:await\s+)?(?:vi|vitest)\s*\.\s*(?:mock|unmock|hoisted)\s*[(<]/gm;
const RUNNER = /^import\s+[^;'"]*?from\s*['"]vitest['"];?/gm;
/** Waits for what stands in the place of modules, so that it is there when they are imported. */
const READY = 'await import.meta.standInsReady();';

/**
 * The text with Vitest's mocks of modules before the imports, as Vitest moves them. As many lines lie before the rest as
 * before. Throws an `Unsupported` where a mock stands elsewhere than at the start of a line.
 */
export function withMocksFirst(path: string, text: string): string {
  const calls = text.match(CALL)?.length ?? 0;
  if (calls === 0) return text;
  const ranges = [
    ...[...text.matchAll(RUNNER)].map((match) => [match.index, match.index + match[0].length] as const),
    ...[...text.matchAll(STATEMENT)].map((match) => [match.index, endOf(path, text, match)] as const),
  ];
  const moved = ranges.map(([start, end]) => text.slice(start, end));
  const statements = moved.filter((each) => !each.startsWith('import'));
  if (statements.length !== calls) throw new Unsupported('it mocks modules elsewhere than at its top');
  let rest = '';
  let from = 0;
  for (const [start, end] of ranges.toSorted(([a], [b]) => a - b)) {
    rest += text.slice(from, start);
    from = end;
  }
  // `vi.mock(import('./x'))` names a module in a way that types follow.
  const head = moved.map((each) =>
    each.replace(/\.\s*(mock|unmock)\s*\(\s*import\s*\(\s*(['"`][^'"`]+['"`])\s*\)/, '.$1($2'),
  );
  return `${head.join(';')};${READY}${rest}${text.slice(from)}`;
}

/** Where a statement ends: at the first bracket with which it can be parsed. */
function endOf(path: string, text: string, match: RegExpExecArray): number {
  const jsx = /\.[jt]sx$/.test(path) ? (['jsx'] as const) : [];
  for (let at = text.indexOf(')', match.index); at !== -1; at = text.indexOf(')', at + 1)) {
    const statement = text.slice(match.index, at + 1);
    // More of the same expression follows, or the parameters of a type end.
    if (/^\s*[.,)>([]/.test(text.slice(at + 1))) continue;
    try {
      transform(statement, { transforms: ['typescript', ...jsx] });
      return text[at + 1] === ';' ? at + 2 : at + 1;
    } catch {
      // It goes on behind this bracket.
    }
  }
  throw new Unsupported('it mocks a module in a way that is not understood here');
}
