import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/belief/random.ts';
import { chooseFormat, type FormatRecords, formatOf, recordFormat } from '../../../src/edits/formats.ts';

const TOKENS = { blocks: 150, symbol: 260, diff: 140 };

/** The records after a run of replies. */
function records(format: 'blocks' | 'symbol' | 'diff', results: readonly boolean[]): FormatRecords {
  return results.reduce<FormatRecords>((all, isApplied) => recordFormat(all, format, isApplied), {});
}

describe('the format for a model', () => {
  it('is blocks as long as nothing is known', () => {
    expect(chooseFormat({}, TOKENS)).toBe('blocks');
  });

  it('is given up after some replies that could not be applied, and taken up again when others fare worse', () => {
    const failing = records('blocks', [false, false, false, false, false, false]);
    expect(chooseFormat(failing, TOKENS)).not.toBe('blocks');
    const both = {
      ...failing,
      ...records(
        'diff',
        Array.from({ length: 12 }, () => false),
      ),
      ...records(
        'symbol',
        Array.from({ length: 20 }, () => false),
      ),
    };
    expect(chooseFormat(both, TOKENS)).toBe('blocks');
  });

  it('is the whole file when that is hardly longer', () => {
    expect(chooseFormat({}, { blocks: 150, file: 120 })).toBe('file');
    expect(chooseFormat({}, { blocks: 150, file: 4000 })).toBe('blocks');
  });

  it('is drawn by chance among those that may be best, the same for the same seed', () => {
    const draw = (seed: number): string[] => {
      const random = seededRandom(seed);
      return Array.from({ length: 40 }, () => chooseFormat({}, TOKENS, random));
    };
    expect(draw(1)).toEqual(draw(1));
    expect(new Set(draw(1)).size).toBeGreaterThan(1);
  });

  it('is always one of those that suit the code', () => {
    const record = fc.record({ applied: fc.nat(50), refused: fc.nat(50) });
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('blocks', 'symbol', 'file', 'diff'), record),
        fc.integer(),
        (known, seed) => {
          expect(['diff', 'symbol']).toContain(
            chooseFormat(known, { diff: 10, symbol: 20 }, seededRandom(seed)),
          );
        },
      ),
    );
  });
});

it.each([
  ['blocks', 'a.ts\n```\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n```'],
  ['diff', '```diff\n--- a/a.ts\n+++ b/a.ts\n@@ @@\n-a\n+b\n```'],
  ['file', 'a.ts\n```\nb\n```'],
  ['symbol', 'a.ts#f\n```\nfunction f() {}\n```'],
  [undefined, 'I would change it.'],
])('a reply is known to be written as %s', (format, reply) => {
  expect(formatOf(reply)).toBe(format);
});
