import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { answerFor } from '../../../src/cli/answer.ts';
import { questionOn } from '../../../src/loop/said-value.ts';
import type { Outcome, Question } from '../../../src/loop/types.ts';
import { aCandidate, aTask } from '../../support/world.ts';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A state folder whose last run ended with a question. */
function endedWith(question: Question, more: Partial<Outcome> = {}): string {
  const state = mkdtempSync(join(tmpdir(), 'credence-answer-'));
  folders.push(state);
  mkdirSync(join(state, 'episodes'));
  const outcome: Outcome = {
    ...{ verdict: 'asked', credence: 0.3, reason: '', alternatives: [], question },
    spend: { seconds: 1, candidates: 1, tokens: 0, dollars: 0, calls: 0 },
    ...more,
  };
  const events = [
    { at: 0, type: 'started', version: '1', task: aTask({ request: 'Mend it' }) },
    { at: 1, type: 'outcome', outcome, diff: '' },
  ];
  writeFileSync(
    join(state, 'episodes', '20260101000000-aaaaaaaa.jsonl'),
    events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  );
  return state;
}

const say = async (answer: string, state: string) => {
  const answered = await answerFor({ answer, request: '' }, state);
  return 'problem' in answered ? answered.problem : answered.request.answer;
};

describe('--answer', () => {
  it('asks which is meant where a number is both an option and the place of another', async () => {
    const swapped = endedWith({ text: questionOn('f(1)'), options: ['2', '1'] });
    for (const number of ['1', '2'])
      expect(await say(number, swapped)).toMatch(`--answer '#${number}' for the number`);
    expect(await say('#1', swapped)).toBe('2');
    expect(await say('#2', swapped)).toBe('1');
    expect(await say('"1"', swapped)).toBe('1');
    expect(await say('#3', swapped)).toMatch('has 2 options');
  });

  it('takes a number that can mean one thing only, and a value that is no option', async () => {
    const state = endedWith({ text: questionOn('f(1)'), options: ['1', '7'] });
    expect(await say('1', state)).toBe('1');
    expect(await say('2', state)).toBe('7');
    expect(await say('7', state)).toBe('7');
    expect(await say('5', state)).toBe('5');
    expect(await say('it should be even', state)).toBe('it should be even');
  });

  it('is refused for a question about the patch at hand, with what to do instead', async () => {
    const candidate = aCandidate('right');
    const question = { text: 'Does this test say what you mean?', options: ['Yes, take the patch', 'No'] };
    const unconfirmedTest = { path: 'a.test.ts', text: '', claim: '' };
    expect(await say('1', endedWith(question, { candidate, unconfirmedTest }))).toMatch(
      /--apply --accept-test/,
    );
    // What an input should give decides between patches, so it takes an answer though there is one.
    const undecided = { candidates: [], telling: { input: 'f(1)', results: ['3', '4'] } };
    const onInput = endedWith({ text: questionOn('f(1)'), options: ['3', '4'] }, { candidate, undecided });
    expect(await say('2', onInput)).toBe('4');
  });
});
