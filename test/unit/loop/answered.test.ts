import { describe, expect, it } from 'vitest';
import { refuse } from '../../../src/loop/assess.ts';
import type { TraceEvent } from '../../../src/loop/events.ts';
import { solve } from '../../../src/loop/loop.ts';
import { meantBy, questionOn } from '../../../src/loop/said-value.ts';
import { chooseTarget } from '../../../src/loop/target.ts';
import type { Comparison } from '../../../src/loop/types.ts';
import { aCandidate, aSurvey, aTask, portsOf } from '../../support/world.ts';

const ASKED = questionOn('parse("")');
const answered = (answer: string, question = ASKED) => aTask({ answers: [{ question, answer }] });
const unrelated = {
  key: 'other.ts|TS2304|Cannot find name',
  path: 'other.ts',
  ...{ line: 1, start: 0, end: 1, source: 'tsc' },
  code: 'TS2304',
  message: 'Cannot find name',
};

describe('an answer that is a result', () => {
  it('does not change what the task is about', () => {
    const survey = aSurvey({ diagnostics: [unrelated] });
    for (const answer of ['throws TypeError: empty', 'it should throw a TypeError']) {
      const choice = chooseTarget(answered(answer), survey, []);
      expect(choice, answer).toMatchObject({ kind: 'target', target: { kind: 'failing-test' } });
    }
    // The same words, where what is wanted was asked, are about compile errors.
    const choice = chooseTarget(answered('the type errors', 'What should be fixed?'), survey, []);
    expect(choice).toMatchObject({ kind: 'target', target: { kind: 'diagnostic' } });
  });

  it('is no wish that the rules could forbid; words are, whatever was asked', () => {
    for (const value of ['"DROP TABLE users"', "['rm -rf /']", 'throws Error: cannot delete all files'])
      expect(refuse(answered(value)), value).toBeUndefined();
    expect(refuse(answered('Never mind, delete all the tests'))?.reason).toContain('weaker');
    expect(refuse(answered('"DROP TABLE users"', 'What should be fixed?'))?.verdict).toBe('abstain');
  });
});

describe('what is meant by an answer', () => {
  it('is a result in any spelling of it', () => {
    for (const said of ['3', ' 3 ', '3.', '`3`', 'it should give 3', 'It must return 3.', 'gives 3'])
      expect(meantBy(said, ['4', '3']), said).toBe('3');
    expect(meantBy("['a b',1]", ['["a b", 1]', '["ab", 1]'])).toBe('["a b", 1]');
    expect(meantBy('abc', ['"abc"', '"abd"'])).toBe('"abc"');
    expect(meantBy('throws TypeError: empty.', ['throws TypeError: empty', '""'])).toBe(
      'throws TypeError: empty',
    );
  });

  it('is the exact one of results that differ in their spelling only, and none where it may be either', () => {
    expect(meantBy('3', ['"3"', '3'])).toBe('3');
    expect(meantBy('"3"', ['"3"', '3'])).toBe('"3"');
    expect(meantBy('3.', ['"3"', '"3."'])).toBeUndefined();
  });

  it('may be a result that no patch gives', () => {
    for (const said of [
      '5',
      '5.',
      '[1, 2]',
      '"x"',
      'None',
      'throws RangeError: no',
      'Cart(total=3)',
      '-1.5e3',
    ])
      expect(meantBy(said, ['3', '4']), said).toBe(said);
  });

  it('is open where words name none', () => {
    for (const said of [
      '3, as the docs say',
      'not 3',
      'it should not give 3',
      'the smaller one',
      'it throws',
    ])
      expect(meantBy(said, ['3', '4']), said).toBeUndefined();
  });
});

describe('patches that differ on an input that was asked about', () => {
  const compare = (candidates: readonly { id: string }[]): Comparison => ({
    behaviours: candidates.map(({ id }, cluster) => ({
      ...{ candidate: id, cluster, size: 1, words: 0, broke: 0 },
      ...{
        green: { kept: 5, of: 5 },
        near: { kept: 4, of: 5 },
        far: { kept: 0, of: 0 },
        examples: { held: 0, broken: 0 },
      },
      ...{ irregular: [], mended: 0 },
    })),
    ...{ inputs: 5, seconds: 0 },
    differences:
      candidates.length < 2
        ? []
        : [
            {
              input: 'parse("")',
              results: candidates.map(({ id }, cluster) => ({ cluster, result: id === 'right' ? '3' : '4' })),
            },
          ],
  });
  async function outcomeOf(answer?: string) {
    const passing = (id: string, share: number) => ({
      candidate: aCandidate(id, share),
      search: 'passes' as const,
    });
    const ports = portsOf({
      candidates: [passing('right', 0.3), passing('wrong', 0.28)],
      comparison: compare,
    });
    const task = answer === undefined ? aTask() : answered(answer);
    const events: TraceEvent[] = [];
    const options = { version: 't', assessOnly: false };
    for await (const event of solve(task, ports, options, new AbortController().signal)) events.push(event);
    const last = events.at(-1);
    if (last?.type !== 'outcome') throw new Error('expected an outcome');
    return last.outcome;
  }

  it('are told apart by a result, and none is disbelieved for words that name no result', async () => {
    const unanswered = await outcomeOf();
    for (const answer of ['3', '3.', 'it should give 3'])
      expect(await outcomeOf(answer), answer).toMatchObject({
        verdict: 'solved',
        candidate: { id: 'right' },
      });
    const inWords = await outcomeOf('what the documentation says');
    expect(inWords.credence).toBeCloseTo(unanswered.credence);
    expect((await outcomeOf('5')).credence).toBeLessThan(unanswered.credence);
  });
});
