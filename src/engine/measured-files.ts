import type { Coverage, Sources } from '../loop/rooms.ts';
import type { MeasuredFile } from './protocol-surfaces.ts';

/** What tests ran, by file and as places that a person sees; without the test files themselves. */
export function measuredFiles(
  { statements, tests, load }: Coverage,
  { sources, testFiles }: { readonly sources: Sources; readonly testFiles: readonly string[] },
): readonly MeasuredFile[] {
  const own = new Set(testFiles);
  return [...statements].flatMap(([path, found]) => {
    const text = sources.read(path);
    if (own.has(path) || text === undefined || found.length === 0) return [];
    const placeAt = placesIn(text);
    const shown = found.map(({ start, end }, index) => {
      // The blocks of a statement are told by what stands in them.
      const inner = found[index + 1]?.start ?? end;
      const last = inner < end ? start + text.slice(start, inner).trimEnd().length : end;
      return [...placeAt(start), ...placeAt(last)] as const;
    });
    const loaded = new Set([...load.values()].flatMap((files) => files.get(path) ?? []));
    return {
      path,
      statements: shown,
      loaded: [...loaded],
      tests: [...tests].flatMap(([id, files]) => {
        const ran = files.get(path) ?? [];
        return ran.length === 0 ? [] : { id, ran };
      }),
    };
  });
}

/** Line and column of an offset, 0-based. */
function placesIn(text: string): (offset: number) => readonly [number, number] {
  const starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map(({ 0: end, index }) => index + end.length)];
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return [low, offset - (starts[low] ?? 0)];
  };
}
