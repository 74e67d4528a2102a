import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Answer,
  NO_ANSWER,
  wholeAnswer,
  withoutThinking,
  withPiece,
} from '../../../src/models/answer.ts';

const piece = (delta: object, finish: string | null = null) => ({
  choices: [{ index: 0, delta, finish_reason: finish }],
});
const heard = (...pieces: unknown[]): Answer | undefined =>
  pieces.reduce<Answer | undefined>((sum, each) => sum && withPiece(sum, each), NO_ANSWER);

describe('a streamed answer', () => {
  it('is the pieces one after the other, however the text is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (parts) => {
        const answer = heard(...parts.map((content) => piece({ content })), piece({}, 'stop'));
        expect(answer).toMatchObject({ text: parts.join(''), finish: 'stop' });
      }),
    );
  });

  it('takes any JSON for a piece or for nonsense, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const answer = withPiece(NO_ANSWER, json);
        if (answer !== undefined) expect(typeof answer.text).toBe('string');
        expect(() => wholeAnswer(JSON.stringify(json))).not.toThrow();
      }),
    );
  });

  it('ends with the word that it is finished, but for the count', () => {
    expect(
      heard(piece({ content: 'a' }, 'stop'), piece({ content: 'b' }, 'length'), {
        choices: [],
        usage: { prompt_tokens: 3, completion_tokens: 1 },
      }),
    ).toMatchObject({ text: 'a', finish: 'stop', counted: { input: 3, output: 1 } });
  });

  it('takes the last count where each piece has one', () => {
    const counted = (completion_tokens: number) => ({
      ...piece({ content: 'x' }),
      usage: { prompt_tokens: 3, completion_tokens },
    });
    expect(heard(counted(1), counted(2), counted(3))?.counted).toEqual({ input: 3, output: 3 });
  });

  it('is the first choice alone', () => {
    const both = {
      choices: [
        { index: 1, delta: { content: 'other' }, finish_reason: null },
        { index: 0, delta: { content: 'first' }, finish_reason: null },
      ],
    };
    expect(heard(both)?.text).toBe('first');
  });

  it('is not spoilt by odd company', () => {
    const odd = {
      ...piece({ content: 'fine', reasoning: { steps: [] }, tool_calls: 'none' }),
      usage: { prompt_tokens: 'three' },
    };
    expect(heard(odd)).toMatchObject({ text: 'fine' });
  });
});

describe('thinking aloud', () => {
  it.each([
    ['<think>a</think>\nb', 'b'],
    ['  <thinking>a\n\nb</thinking>c', 'c'],
    ['<think>never done', ''],
    ['no thought, though <think> stands here', 'no thought, though <think> stands here'],
  ])('%j leaves %j', (text, rest) => {
    expect(withoutThinking(text)).toBe(rest);
  });
});
