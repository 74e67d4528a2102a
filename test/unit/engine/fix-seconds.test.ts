import { describe, expect, it } from 'vitest';
import { earlySeconds, SURVEY_SHARE, surveySeconds } from '../../../src/engine/fix-seconds.ts';

describe('the seconds of a lightbulb', () => {
  it('leave the tests all of their share, however long the look before them takes', () => {
    expect(earlySeconds(30, 30)).toBeCloseTo(12);
    const leftAfter = 30 - earlySeconds(30, 30);
    expect(earlySeconds(30, leftAfter)).toBeCloseTo(0);
    expect(surveySeconds(30, 28, SURVEY_SHARE)).toEqual({ seconds: 12, isWhole: true });
    expect(surveySeconds(30, leftAfter, SURVEY_SHARE)).toEqual({ seconds: 12, isWhole: true });
  });

  it('that are less than this share tell nothing of how long the tests take', () => {
    expect(surveySeconds(10, 3.6, SURVEY_SHARE)).toEqual({ seconds: 3.6, isWhole: false });
  });
});
