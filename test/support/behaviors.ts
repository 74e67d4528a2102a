import fc from 'fast-check';
import type { Arm, Tally } from '../../src/loop/learned.ts';
import type { Behavior } from '../../src/loop/types.ts';

const word = fc.stringMatching(/^[\w:-]{1,12}$/);
const oneLine = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((text) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim())
  .filter((text) => text !== '');
const proseLine = fc.oneof(
  oneLine,
  fc.constantFrom(
    '## not a heading',
    '- status: disabled',
    '\\# x',
    '```',
    '<!-- x',
    '# top',
    '<<<<<<< x',
    '=======',
  ),
);

const arm: fc.Arbitrary<Arm> = fc
  .record({
    solved: fc.nat(99),
    failed: fc.nat(99),
    candidates: fc.integer({ min: 1, max: 999 }),
    spread: fc.integer({ min: 10, max: 99 }).map((tenths) => tenths / 10),
  })
  // Without a solved task there are no candidates to tell of.
  .map((each) => (each.solved === 0 ? { ...each, candidates: 0, spread: 1 } : each));
const tally: fc.Arbitrary<Tally> = fc.record({ used: arm, withheld: arm });
const tallies = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a1', 'b2', 'c3'), fc.constantFrom('2026-01', '2026-02'), tally), {
    selector: ([who, month]) => `${who} ${month}`,
    minLength: 1,
    maxLength: 4,
  })
  .map((all) =>
    Object.fromEntries(
      all
        .map(([who, month, each]) => [`${who} ${month}`, each] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ),
  );

/** Counts of all tallies. */
export function totalOf(all: Readonly<Record<string, Tally>>): Behavior['evidence'] {
  const sum = (pick: (each: Tally) => number): number =>
    Object.values(all).reduce((total, each) => total + pick(each), 0);
  return {
    usedSolved: sum(({ used }) => used.solved),
    usedFailed: sum(({ used }) => used.failed),
    withheldSolved: sum(({ withheld }) => withheld.solved),
    withheldFailed: sum(({ withheld }) => withheld.failed),
  };
}

const citation = fc.record({
  path: fc.constantFrom('src/a.ts', 'src/b c.ts', '@app/c#.ts'),
  symbol: fc.constantFrom('f', 'Cart.total'),
  hash: fc.constantFrom('0123456789ab', 'ba9876543210'),
});

/** Any behavior with what contributors counted. */
export const anyBehavior: fc.Arbitrary<Behavior> = fc
  .record(
    {
      name: oneLine,
      trigger: fc.record(
        {
          taskKind: fc.constantFrom('failing-test', 'diagnostic', 'open-request'),
          code: oneLine,
          signature: oneLine,
          symbol: oneLine,
        },
        { requiredKeys: [] },
      ),
      instruction: fc.array(proseLine, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
      prefer: oneLine,
      status: fc.constantFrom('trial', 'active', 'pinned', 'disabled', 'retired'),
      tallies,
      sources: fc.uniqueArray(word, { maxLength: 4 }),
      citations: fc.uniqueArray(citation, { minLength: 1, maxLength: 3, selector: (c) => JSON.stringify(c) }),
      edited: fc.constantFrom('2026-01-02T03:04:05.000Z', '2026-02-02T03:04:05.000Z'),
    },
    { requiredKeys: ['name', 'trigger', 'instruction', 'status', 'tallies', 'sources'] },
  )
  .map((b) => ({ ...b, evidence: totalOf(b.tallies) }) as Behavior);
