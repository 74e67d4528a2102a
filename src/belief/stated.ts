import { type CalibrationMap, IDENTITY, learnForecast, recalibrate } from './calibration.ts';

/*
 * What a language model's own statements of confidence are worth. Models state too much, and much the same of right and wrong
 * answers (Xiong et al., 2024), so that a statement counts only once statements like it were seen to tell right from wrong.
 */

/** What was learned of the statements of one model. */
export interface StatedRecord {
  /** From what was stated to what came true, learned online and forgotten slowly. */
  readonly map: CalibrationMap;
  /** Statements of answers that were right and wrong; older ones count less. */
  readonly right: number;
  readonly wrong: number;
  /** Sum of what was stated, in the same weights. */
  readonly stated: number;
  /**
   * By how much the logarithm of what the recalibrated statements gave to what came true, each told before it was known, exceeds
   * that of the one rate of right answers that fits best in hindsight; older ones count less. Above 0 they tell right from wrong.
   */
  readonly gain: number;
  /** Statements seen. */
  readonly count: number;
}

export const NOTHING_STATED: StatedRecord = {
  map: IDENTITY,
  right: 0,
  wrong: 0,
  stated: 0,
  gain: 0,
  count: 0,
};

/** What an older statement counts once another was seen: half after some 230. */
const KEEP = 0.997;

/** Below so many statements nothing is taken for shown. */
const ENOUGH = 15;

/**
 * Odds, as a logarithm, from which on statements weigh something, and with which they weigh all. Where they tell nothing, the
 * factor by which they beat the best rate exceeds k at most once in k, however long one looks (Wasserman, Ramdas and Balakrishnan,
 * 2020); with what is forgotten that is no longer exact, but was kept wherever it was tried.
 */
const SHOWN = { from: Math.log(20), all: Math.log(200) } as const;

/** The rate of right answers, one right and one wrong before any was seen. */
function rateOf({ right, wrong }: StatedRecord): number {
  return (right + 1) / (right + wrong + 2);
}

/** The logarithm of what the rate that fits best gives to so many right and wrong ones. */
function bestFit(right: number, wrong: number): number {
  const part = (count: number): number => (count === 0 ? 0 : count * Math.log(count / (right + wrong)));
  return part(right) + part(wrong);
}

/** The record with one more statement, 0..1, of an answer that is now known to be right or wrong. */
export function learnStated(record: StatedRecord, stated: number, isRight: boolean): StatedRecord {
  const told = held(recalibrate(record.map, stated));
  const [right, wrong] = [KEEP * record.right, KEEP * record.wrong];
  const [rightNow, wrongNow] = [right + Number(isRight), wrong + Number(!isRight)];
  // A rate that is learned on the way starts out worse than one that happens to be near what is stated.
  const byRate = bestFit(rightNow, wrongNow) - bestFit(right, wrong);
  return {
    map: learnForecast(record.map, stated, isRight),
    right: rightNow,
    wrong: wrongNow,
    stated: KEEP * record.stated + stated,
    gain: KEEP * record.gain + Math.log(isRight ? told : 1 - told) - byRate,
    count: record.count + 1,
  };
}

/** 0..1: what a statement counts. 0 until statements of this model were seen to tell right from wrong. */
export function weightOfStated({ gain, count }: StatedRecord): number {
  if (count < ENOUGH) return 0;
  return Math.min(1, Math.max(0, (gain - SHOWN.from) / (SHOWN.all - SHOWN.from)));
}

/** What is believed of an answer by its recalibrated statement alone. */
export function recalibratedStatement({ map }: StatedRecord, stated: number): number {
  return recalibrate(map, stated);
}

/** The factor by which the odds of an answer change for what was stated of it; 1 while that weighs nothing. */
export function oddsOfStated(record: StatedRecord, stated: number): number {
  const weight = weightOfStated(record);
  if (weight === 0) return 1;
  const [told, usual] = [held(recalibrate(record.map, stated)), rateOf(record)];
  const factor = ((told / (1 - told)) * (1 - usual)) / usual;
  return Math.min(MOST, Math.max(1 / MOST, factor)) ** weight;
}

/** No statement counts for more than this, either way. */
const MOST = 5;

function held(p: number): number {
  return Math.min(0.98, Math.max(0.02, p));
}

/** Mean of what was stated, and the rate of right answers among them; undefined where there are none. */
export function usualStatement(
  record: StatedRecord,
): { readonly stated: number; readonly right: number } | undefined {
  const all = record.right + record.wrong;
  return all === 0 ? undefined : { stated: record.stated / all, right: record.right / all };
}
