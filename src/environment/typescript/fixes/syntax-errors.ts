import type { CodeFix } from '../../../loop/rooms.ts';
import { edit, type Place } from './place.ts';

/** Words and brackets that the parser expected, and comments that expect an error where there is none. */
export function* syntaxErrors(place: Place): Iterable<CodeFix> {
  const { text, diagnostic } = place;
  const expected = /^'(.+)' expected/.exec(diagnostic.message)?.[1];
  if (place.code >= 1002 && place.code <= 1200 && expected !== undefined) {
    const { start } = diagnostic;
    const before = text.slice(0, start).trimEnd().length;
    for (const at of new Set([before, start]))
      yield edit(
        place,
        {
          name: 'expected',
          description: `Write the \`${expected}\` that is missing`,
          fit: at === before ? 0.9 : 0.8,
        },
        [[at, at], expected],
      );
    if (diagnostic.end - start === 1) {
      const about = {
        name: 'expected',
        description: `Write \`${expected}\` for \`${text[start]}\``,
        fit: 0.6,
      };
      yield edit(place, about, [[start, diagnostic.end], expected]);
    }
  }
  if (place.code === 2578) {
    const line = text.lastIndexOf('\n', diagnostic.start - 1) + 1;
    const next = text.indexOf('\n', diagnostic.end);
    const isAlone = text.slice(line, diagnostic.start).trim() === '';
    const end = next < 0 ? text.length : next;
    const range: readonly [number, number] = isAlone
      ? [line, end + 1]
      : [text.slice(0, diagnostic.start).trimEnd().length, end];
    yield edit(place, { name: 'unneeded-comment', description: 'Expect no error any more', fit: 1 }, [
      range,
      '',
    ]);
  }
}
