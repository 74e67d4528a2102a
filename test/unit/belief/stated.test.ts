import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../../../src/belief/random.ts';
import {
  learnStated,
  NOTHING_STATED,
  oddsOfStated,
  recalibratedStatement,
  type StatedRecord,
  usualStatement,
  weightOfStated,
} from '../../../src/belief/stated.ts';

/** A model of which so many answers are seen: what it states, given whether the answer is right. */
function seen(
  count: number,
  seed: number,
  state: (isRight: boolean, random: Random) => number,
  before: StatedRecord = NOTHING_STATED,
  rate = 0.6,
): StatedRecord {
  const random = seededRandom(seed);
  for (let n = 0; n < 50; n += 1) random();
  let record = before;
  for (let n = 0; n < count; n += 1) {
    const isRight = random() < rate;
    record = learnStated(record, state(isRight, random), isRight);
  }
  return record;
}
const TELLS = (isRight: boolean, random: Random): number => (random() < (isRight ? 0.85 : 0.2) ? 0.95 : 0.7);

describe('what a model states of its answers', () => {
  it('weighs nothing before anything was seen, and where it says the same of all', () => {
    expect(oddsOfStated(NOTHING_STATED, 0.99)).toBe(1);
    const same = seen(300, 1, () => 0.95);
    expect(weightOfStated(same)).toBe(0);
    // Its mean is corrected all the same, for a person to see.
    expect(recalibratedStatement(same, 0.95)).toBeLessThan(0.75);
    expect(usualStatement(same)?.stated).toBeCloseTo(0.95, 6);
    expect(usualStatement(same)?.right).toBeCloseTo(0.6, 1);
  });

  it.each([
    ['usual', 0.6, [0.6, 0.9]],
    ['near one of what is said', 0.9, [0.6, 0.9]],
    ['in the middle of what is said', 0.75, [0.6, 0.9]],
    ['low, as what is said is', 0.2, [0.1, 0.4]],
  ])(
    'seldom weighs anything where it tells nothing, however long one looks: the rate is %s',
    (_, rate, [low = 0, high = 0]) => {
      let fooled = 0;
      for (let seed = 1; seed <= 200; seed += 1) {
        let record = NOTHING_STATED;
        let isFooled = false;
        for (let looks = 0; looks < 20; looks += 1) {
          record = seen(
            15,
            100 * seed + looks,
            (_right, random) => (random() < 0.5 ? high : low),
            record,
            rate,
          );
          isFooled ||= weightOfStated(record) > 0;
        }
        fooled += Number(isFooled);
      }
      expect(fooled).toBeLessThanOrEqual(200 / 20);
    },
  );

  it('weighs something once it was seen to tell right from wrong, though it states too much', () => {
    const record = seen(150, 3, TELLS);
    expect(weightOfStated(record)).toBeGreaterThan(0.9);
    expect(oddsOfStated(record, 0.95)).toBeGreaterThan(1.8);
    expect(oddsOfStated(record, 0.7)).toBeLessThan(0.6);
    // And nothing any more once it has told nothing for long.
    expect(weightOfStated(seen(1500, 5, () => 0.9, record))).toBe(0);
  });

  it('never decides by itself, whatever it states and whatever was seen', () => {
    const outcomes = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), {
      maxLength: 120,
    });
    fc.assert(
      fc.property(outcomes, fc.double({ min: 0, max: 1, noNaN: true }), (all, stated) => {
        const record = all.reduce((before, [p, isRight]) => learnStated(before, p, isRight), NOTHING_STATED);
        const odds = oddsOfStated(record, stated);
        expect(odds).toBeGreaterThanOrEqual(1 / 5);
        expect(odds).toBeLessThanOrEqual(5);
        if (all.length < 15) expect(odds).toBe(1);
      }),
      { numRuns: 60 },
    );
  });
});
