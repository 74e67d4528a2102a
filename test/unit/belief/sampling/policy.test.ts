import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleBeta } from '../../../../src/belief/beta.ts';
import { type Random, seededRandom } from '../../../../src/belief/random.ts';
import { learn } from '../../../../src/belief/sampling/learning.ts';
import { lookAt, type Sample, type Terms } from '../../../../src/belief/sampling/outlook.ts';
import { chanceOfNextSample, choose } from '../../../../src/belief/sampling/policy.ts';
import { NOTHING_LEARNED, type SamplingState } from '../../../../src/belief/sampling/state.ts';
import type { SamplingTask } from '../../../../src/belief/sampling/terms.ts';

const sure = (price: number): Terms => ({ cap: 10, price, check: { certain: true } });
const unsure = (price: number, wrong = 1): Terms => ({ cap: 10, price, check: { certain: false, wrong } });
const passed: Sample = { passed: true };
const failed: Sample = { passed: false, type: 'wrong' };

interface World {
  readonly rate: (task: SamplingTask, random: Random) => number;
  /** Chance that what passes is right. */
  readonly right?: (task: SamplingTask) => number;
}

interface Told {
  readonly forecast: number;
  readonly came: boolean;
}

/** Plays tasks one after the other as a scorer or a workspace would. */
function stream(
  tasks: readonly SamplingTask[],
  terms: Terms,
  world: World,
  seed: number,
  from = NOTHING_LEARNED,
) {
  const random = seededRandom(seed);
  let state: SamplingState = from;
  let [draws, solved, wrong] = [0, 0, 0];
  const told: Told[] = [];
  const drawsOf: number[] = [];
  for (const task of tasks) {
    const outlook = lookAt(task, terms, state);
    const rate = world.rate(task, random);
    const outcomes = Array.from({ length: terms.cap }, () => random() < rate);
    const samples: Sample[] = [];
    let submitted: number | undefined;
    for (;;) {
      const choice = choose(outlook, samples);
      if (samples.length === 0) told.push({ forecast: choice.credence, came: outcomes.some(Boolean) });
      if (choice.kind === 'draw') samples.push(outcomes[samples.length] === true ? passed : failed);
      else if (choice.kind === 'submit') submitted = choice.sample;
      if (choice.kind !== 'draw') break;
    }
    const right = submitted !== undefined && random() < (world.right?.(task) ?? 1);
    draws += samples.length;
    drawsOf.push(samples.length);
    solved += Number(right);
    wrong += Number(submitted !== undefined && !right);
    state = learn(
      outlook,
      state,
      samples,
      submitted === undefined ? undefined : { sample: submitted, right },
    );
  }
  return { state, draws, drawsOf, solved, wrong, told };
}

const tasks = (count: number, make: (i: number) => SamplingTask): readonly SamplingTask[] =>
  Array.from({ length: count }, (_, i) => make(i));
const of =
  (model: string): ((i: number) => SamplingTask) =>
  () => ({ model });
const bernoulli = (rate: number): World => ({ rate: () => rate });
const average = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('sampling where what passes is right', () => {
  it('tries a task at first, however dear a sample is within reason', () => {
    expect(choose(lookAt({ model: 'new' }, sure(0.2), NOTHING_LEARNED), []).kind).toBe('draw');
  });

  it('takes what passed, and takes it for right', () => {
    expect(choose(lookAt({ model: 'm' }, sure(0.05), NOTHING_LEARNED), [failed, passed])).toEqual({
      kind: 'submit',
      sample: 1,
      credence: 1,
    });
  });

  it('stops at the cap even where a sample costs nothing', () => {
    const outlook = lookAt({ model: 'm' }, sure(0), NOTHING_LEARNED);
    expect(choose(outlook, new Array<Sample>(10).fill(failed))).toEqual({ kind: 'stop', credence: 0 });
  });

  it('believes less in a task with every failure, and stops sooner the dearer a sample is', () => {
    const credences = [0, 1, 2, 3].map(
      (k) =>
        choose(lookAt({ model: 'm' }, sure(0.001), NOTHING_LEARNED), new Array<Sample>(k).fill(failed))
          .credence,
    );
    expect(credences).toEqual(credences.toSorted((a, b) => b - a));
    const drawn = [0.01, 0.05, 0.2].map((price) => {
      let k = 0;
      while (
        choose(lookAt({ model: 'm' }, sure(price), NOTHING_LEARNED), new Array<Sample>(k).fill(failed))
          .kind === 'draw'
      )
        k += 1;
      return k;
    });
    expect(drawn).toEqual(drawn.toSorted((a, b) => b - a));
    expect(drawn[0]).toBeGreaterThan(drawn[2] ?? 0);
  });

  it('learns that a model is hopeless and hardly samples it any more', () => {
    const { drawsOf } = stream(tasks(200, of('hopeless')), sure(0.05), bernoulli(0), 1);
    expect(average(drawsOf.slice(0, 10))).toBeGreaterThan(1);
    expect(average(drawsOf.slice(100))).toBeLessThan(0.5);
  });

  it('draws ever more often where failures say little about the next sample', () => {
    // Every sample of every task passes with .3: after a failure nothing has changed.
    const { drawsOf, solved } = stream(tasks(150, of('steady')), sure(0.05), bernoulli(0.3), 2);
    const last = drawsOf.slice(75);
    expect(average(last)).toBeGreaterThan(2.5);
    expect(solved).toBeGreaterThan(120);
  });

  it('does not try again where tasks are solved at once or never', () => {
    const world: World = { rate: (_, random) => (random() < 0.5 ? 1 : 0) };
    const { drawsOf } = stream(tasks(200, of('all or nothing')), sure(0.05), world, 3);
    expect(average(drawsOf.slice(100))).toBeLessThan(1.5);
  });

  it('comes back to a model that it gave up, once that has become able', () => {
    const given = stream(tasks(200, of('m')), sure(0.1), bernoulli(0), 4);
    const back = stream(tasks(1500, of('m')), sure(0.1), bernoulli(0.9), 5, given.state);
    expect(back.solved).toBeGreaterThan(500);
  });

  it('learns what the features of a task say', () => {
    const world: World = {
      rate: ({ difficulty }, random) => Number(random() < (difficulty === 'blue' ? 0.9 : 0.05)),
    };
    const { state } = stream(
      tasks(150, (i) => ({ model: 'm', difficulty: i % 2 === 0 ? 'blue' : 'green' })),
      sure(0.02),
      world,
      6,
    );
    const forecast = (difficulty: string): number =>
      choose(lookAt({ model: 'm', difficulty }, sure(0.02), state), []).credence;
    expect(forecast('blue')).toBeGreaterThan(0.75);
    expect(forecast('green')).toBeLessThan(0.3);
  });

  it('forecasts what comes about as often as it says', () => {
    const means = new Map([
      ['easy', 0.75],
      ['medium', 0.5],
      ['hard', 0.15],
    ]);
    const levels = [...means.keys()];
    const made = tasks(300, (i) => ({ model: 'm', difficulty: levels[i % 3] ?? 'easy' }));
    const world: World = {
      rate: ({ difficulty }, random) => {
        const mu = means.get(difficulty ?? '') ?? 0.5;
        return sampleBeta({ alpha: 0.5 * mu, beta: 0.5 * (1 - mu) }, random);
      },
    };
    const told = [1, 2, 3, 4, 5, 6].flatMap((seed) => stream(made, sure(0.02), world, seed).told);
    const gaps = [0, 1, 2, 3].map((bin) =>
      told
        .filter(({ forecast }) => Math.min(3, Math.floor(forecast * 4)) === bin)
        .reduce((gap, { forecast, came }) => gap + forecast - Number(came), 0),
    );
    expect(gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / told.length).toBeLessThan(0.04);
  });
});

describe('sampling where what passes may be wrong', () => {
  it('submits no longer what turned out to be wrong again and again', () => {
    const world: World = { rate: () => 0.9, right: () => 0.1 };
    const { wrong, drawsOf } = stream(tasks(200, of('m')), unsure(0.05), world, 8);
    expect(wrong).toBeLessThan(40);
    expect(average(drawsOf.slice(150))).toBeLessThan(0.5);
  });

  it('submits what is right nearly always', () => {
    const { solved } = stream(tasks(100, of('m')), unsure(0.05), { rate: () => 0.9, right: () => 0.95 }, 9);
    expect(solved).toBeGreaterThan(85);
  });

  it('believes in a pass the more, the more of the samples pass', () => {
    const outlook = lookAt({ model: 'm' }, unsure(0.5), NOTHING_LEARNED);
    const [few, many] = [
      [failed, failed, failed, passed],
      [passed, passed, passed, passed],
    ].map((samples) => choose(outlook, samples));
    expect(few?.credence).toBeLessThan(many?.credence ?? 0);
  });

  it('learns whether a pass among failures is worth less than a pass at once', () => {
    const [atOnce, late]: readonly (readonly Sample[])[] = [
      [passed],
      [failed, failed, failed, failed, passed],
    ];
    const gapWhere = (right: (samples: readonly Sample[]) => boolean): number => {
      let state = NOTHING_LEARNED;
      for (let i = 0; i < 80; i += 1) {
        const samples = (i % 2 === 0 ? atOnce : late) ?? [];
        const outlook = lookAt({ model: 'm' }, unsure(0.05), state);
        state = learn(outlook, state, samples, { sample: samples.length - 1, right: right(samples) });
      }
      const outlook = lookAt({ model: 'm' }, unsure(5, 0), state);
      return choose(outlook, atOnce ?? []).credence - choose(outlook, late ?? []).credence;
    };
    const telling = gapWhere((samples) => samples.length === 1);
    const meaningless = gapWhere((samples) => samples.length > 1);
    expect(telling).toBeGreaterThan(0.15);
    expect(meaningless).toBeLessThan(0);
  });

  it('is more careful the more a wrong submission costs', () => {
    const samples: readonly Sample[] = [failed, failed, passed];
    expect(choose(lookAt({ model: 'm' }, unsure(0.5, 0.1), NOTHING_LEARNED), samples).kind).toBe('submit');
    expect(choose(lookAt({ model: 'm' }, unsure(0.5, 20), NOTHING_LEARNED), samples).kind).toBe('stop');
  });

  it('submits one of the samples that agree', () => {
    const samples: readonly Sample[] = ['a', 'b', 'b', 'c'].map((signature) => ({ passed: true, signature }));
    expect(choose(lookAt({ model: 'm' }, unsure(0.5), NOTHING_LEARNED), samples)).toMatchObject({
      kind: 'submit',
      sample: 1,
    });
  });
});

describe('what was learned', () => {
  it('is plain JSON and decides the same when it is read again', () => {
    const { state } = stream(
      tasks(40, (i) => ({ model: 'm', group: `g${i % 3}`, measures: { length: i } })),
      sure(0.05),
      bernoulli(0.4),
      10,
    );
    const read: SamplingState = JSON.parse(JSON.stringify(state));
    expect(read).toEqual(state);
    const task: SamplingTask = { model: 'm', group: 'g1', measures: { length: 7 } };
    expect(choose(lookAt(task, sure(0.05), read), [failed])).toEqual(
      choose(lookAt(task, sure(0.05), state), [failed]),
    );
  });

  it('of one model is a hint about the next, which soon outweighs it', () => {
    const { state } = stream(tasks(150, of('weak')), sure(0.02), bernoulli(0.02), 11);
    const credence = (model: string, known: SamplingState): number =>
      choose(lookAt({ model }, sure(0.02), known), []).credence;
    expect(credence('next', state)).toBeLessThan(credence('next', NOTHING_LEARNED));
    expect(credence('next', state)).toBeGreaterThan(credence('weak', state));
    const after = stream(tasks(60, of('next')), sure(0.005), bernoulli(0.9), 12, state);
    expect(credence('next', after.state)).toBeGreaterThan(0.85);
  });

  it('is the same for the same stream', () => {
    const once = stream(tasks(30, of('m')), unsure(0.05), bernoulli(0.5), 13);
    const twice = stream(tasks(30, of('m')), unsure(0.05), bernoulli(0.5), 13);
    expect(twice.state).toEqual(once.state);
  });
});

describe('whatever comes', () => {
  const signature = fc.option(fc.constantFrom('a', 'b'), { nil: undefined });
  const sample = fc
    .record({
      passed: fc.boolean(),
      type: fc.constantFrom('wrong', 'error', 'timeout', 'unknown'),
      signature,
    })
    .map(({ passed: yes, type, signature: same }): Sample => {
      const rest = same === undefined ? {} : { signature: same };
      return yes ? { passed: true, ...rest } : { passed: false, type, ...rest };
    });
  const text = fc.option(fc.constantFrom('', 'easy', 'HARD', '1200', '-5', 'NaN', '__proto__'), {
    nil: undefined,
  });
  const task = fc
    .record({ model: fc.string(), difficulty: text, group: text, id: text, size: fc.double() })
    .map(
      ({ model, difficulty, group, id, size }): SamplingTask => ({
        model,
        ...(difficulty === undefined ? {} : { difficulty }),
        ...(group === undefined ? {} : { group }),
        ...(id === undefined ? {} : { id }),
        words: ['a', 'a', '__proto__'],
        measures: { size },
      }),
    );
  const episode = fc.record({
    task,
    samples: fc.array(sample, { maxLength: 12 }),
    cap: fc.integer({ min: 0, max: 30 }),
    price: fc.double({ min: 0, max: 2, noNaN: true }),
    wrong: fc.option(fc.double({ min: 0, max: 30, noNaN: true }), { nil: undefined }),
    verdict: fc.option(fc.boolean(), { nil: undefined }),
  });

  it('a choice is possible and its credence a probability', () => {
    fc.assert(
      fc.property(fc.array(episode, { maxLength: 8 }), (episodes) => {
        let state = NOTHING_LEARNED;
        for (const { task: of, samples, cap, price, wrong, verdict } of episodes) {
          const check =
            wrong === undefined ? ({ certain: true } as const) : ({ certain: false, wrong } as const);
          const outlook = lookAt(of, { cap, price, check }, state);
          const choice = choose(outlook, samples);
          expect(choice.credence).toBeGreaterThanOrEqual(0);
          expect(choice.credence).toBeLessThanOrEqual(1);
          if (choice.kind === 'draw') expect(samples.length).toBeLessThan(cap);
          if (choice.kind === 'submit') expect(samples[choice.sample]?.passed).toBe(true);
          const next = chanceOfNextSample(outlook, samples);
          expect(next >= 0 && next <= 1).toBe(true);
          const told = choice.kind === 'submit' && verdict !== undefined;
          state = learn(
            outlook,
            state,
            samples,
            told ? { sample: choice.sample, right: verdict } : undefined,
          );
          for (const { mean, covariance } of [state.rate, state.truth, state.recalibration])
            expect([...mean, ...covariance].every(Number.isFinite)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
