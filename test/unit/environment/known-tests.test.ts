import { describe, expect, it } from 'vitest';
import { KnownTests } from '../../../src/environment/warm/known-tests.ts';
import type { FileRan } from '../../../src/environment/warm/measured.ts';

function ran(file: string, milliseconds: Readonly<Record<string, number>>): FileRan {
  const results = Object.entries(milliseconds).map(([name, took]) => ({
    ...{ id: `${file}::${name}`, file, name, status: 'passed' as const },
    milliseconds: took,
  }));
  return { type: 'file-ran', id: 1, results, loaded: [], load: [], milliseconds: 10 };
}

function knownTests(): KnownTests {
  const known = new KnownTests();
  known.remember('a.test.ts', ran('a.test.ts', { adds: 1, waits: 4000, sorts: 2 }), false);
  known.remember('b.test.ts', ran('b.test.ts', { first: 1, second: 900 }), true);
  known.remember('c.test.ts', ran('c.test.ts', { parses: 1, searches: 300 }), false);
  return known;
}

/** The ids of a plan, as the process would find them in the list that it was told. */
function idsOf(known: KnownTests, ids: readonly string[]) {
  return known
    .plan(ids)
    .map(({ tests }) => tests.map((test) => (typeof test === 'number' ? known.names[test] : test)));
}

describe('the order of tests', () => {
  it('keeps those of one file together and puts what takes long behind all others', () => {
    const known = knownTests();
    expect(idsOf(known, known.names)).toEqual([
      ['a.test.ts::adds', 'a.test.ts::sorts'],
      // These lean on each other, and stay as they are.
      ['b.test.ts::first', 'b.test.ts::second'],
      ['c.test.ts::parses'],
      ['c.test.ts::searches'],
      ['a.test.ts::waits'],
    ]);
  });

  it('names what the process was not told by its id', () => {
    const known = knownTests();
    expect(known.plan(['c.test.ts::parses', 'c.test.ts::new'])).toMatchObject([
      { file: 'c.test.ts', tests: [expect.any(Number), 'c.test.ts::new'] },
    ]);
    expect(known.pass(known.names.indexOf('c.test.ts::parses'))).toMatchObject({ status: 'passed' });
  });
});
