import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askBeliefs } from '../../../src/engine/beliefs.ts';
import { recordFate } from '../../../src/engine/survival.ts';
import { openPriors } from '../../../src/handbook/priors/priors.ts';
import { beliefIn } from '../../../src/loop/beliefs.ts';
import type { Reflection } from '../../../src/loop/types.ts';
import { aCandidate } from '../../support/world.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'credence-priors-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const KEY = 'failing-test/template-repair';
const AT = '2026-01-01T00:00:00.000Z';
const here = (name: string) => ({ stateFolder: join(root, name), userFolder: join(root, 'user') });
const update = (success: number, failure: number) => ({ key: KEY, success, failure, evidence: 'seen' });
const SAMPLES: NonNullable<Reflection['samples']>[number] = {
  task: { model: 'm', group: 'failing-test', words: ['skill:direct-edit'] },
  terms: { cap: 10, price: 0.01, check: { certain: false, wrong: 0.01 } },
  samples: [{ passed: false, type: 'wrong', signature: 's' }],
};
const rate = async (folders: Parameters<typeof openPriors>[0]): Promise<number> => {
  const { alpha, beta } = beliefIn(
    (await openPriors(folders).recall()).beliefs,
    'failing-test',
    'template-repair',
  );
  return alpha / (alpha + beta);
};

describe('what is believed, on disk', () => {
  it('passes from one workspace of a user to the next, where own evidence soon outweighs it', async () => {
    for (let i = 0; i < 30; i += 1)
      await openPriors(here('first')).record({ updates: [update(1, 0)] }, { episode: `e${i}`, at: AT });
    const shipped = await rate({ stateFolder: join(root, 'alone') });
    const fresh = await rate(here('second'));
    expect(fresh).toBeGreaterThan(shipped + 0.2);
    for (let i = 0; i < 30; i += 1)
      await openPriors(here('second')).record({ updates: [update(0, 1)] }, { episode: `f${i}`, at: AT });
    expect(await rate(here('second'))).toBeLessThan(0.4);
    expect(await rate(here('first'))).toBeGreaterThan(0.7);
  });

  it('counts half after four months, and the newest fully', async () => {
    const priors = openPriors(here('a'));
    await priors.record({ updates: [update(8, 0)] }, { episode: 'old', at: '2025-01-01T00:00:00.000Z' });
    await priors.record({ updates: [update(0, 1)] }, { episode: 'new', at: '2025-05-01T00:00:00.000Z' });
    expect((await priors.recall()).beliefs[KEY]).toEqual({ success: 4, failure: 1 });
  });

  it('learns of models in one file for all workspaces, and says from what', async () => {
    await openPriors(here('a')).record({ samples: [SAMPLES] }, { episode: 'e', at: AT });
    expect((await openPriors(here('b')).recall()).sampling?.tasks).toBe(1);
    expect(existsSync(join(root, 'a', 'models.json'))).toBe(false);
    expect(readFileSync(join(root, 'a', 'priors.jsonl'), 'utf8')).toContain('"type":"samples"');
  });

  it('lets the last word on a patch replace the words before it', async () => {
    const priors = openPriors(here('a'));
    const fate = (happened: boolean) => ({
      updates: [update(Number(happened), Number(!happened))],
      forecasts: [{ about: 'offer' as const, credence: 0.8, happened, weight: 0.5, evidence: '' }],
    });
    await priors.record(fate(true), { episode: 'e', at: AT, instead: 'survival' });
    await priors.record(fate(false), { episode: 'e', at: AT, instead: 'survival' });
    await priors.record(fate(true), { episode: 'other', at: AT, instead: 'survival' });
    const { beliefs, calibration } = await priors.recall();
    expect(beliefs[KEY]).toEqual({ success: 1, failure: 1 });
    expect(calibration?.offer.forecasts).toBe(2);
  });

  it('reads over a torn line and over what it does not know', async () => {
    const priors = openPriors(here('a'));
    await priors.record({ updates: [update(1, 0)] }, { episode: 'e', at: AT });
    appendFileSync(join(root, 'a', 'priors.jsonl'), '{"type":"belief","key":"x"\n{"type":"later"}\n');
    await priors.record({ updates: [update(1, 0)] }, { episode: 'f', at: AT });
    expect((await priors.recall()).beliefs[KEY]).toEqual({ success: 2, failure: 0 });
  });

  it('counts once what could be written to one log and not to the other', async () => {
    writeFileSync(join(root, 'user'), 'in the way');
    const priors = openPriors(here('a'));
    const complaints = await priors.record({ updates: [update(1, 0)] }, { episode: 'e', at: AT });
    expect(complaints.join()).toContain('could not be written');
    expect((await priors.recall()).beliefs[KEY]).toEqual({ success: 1, failure: 0 });
    rmSync(join(root, 'user'));
    await priors.record({ updates: [update(0, 1)] }, { episode: 'f', at: AT });
    expect((await openPriors(here('b')).recall()).beliefs[KEY]?.user).toEqual({ success: 1, failure: 1 });
  });

  it('keeps in mind what could not be written to its own log', async () => {
    writeFileSync(join(root, 'a'), 'in the way');
    const priors = openPriors(here('a'));
    await priors.record({ updates: [update(1, 0)] }, { episode: 'e', at: AT });
    expect((await priors.recall()).beliefs[KEY]).toEqual({ success: 1, failure: 0 });
    priors.reset(AT);
    expect((await priors.recall()).beliefs[KEY]).toBeUndefined();
  });

  it('keeps secrets out of the evidence', async () => {
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    await openPriors(here('a')).record(
      { updates: [{ ...update(1, 0), evidence: `token ${secret} fails` }] },
      { episode: 'e', at: AT },
    );
    expect(readFileSync(join(root, 'a', 'priors.jsonl'), 'utf8')).not.toContain(secret);
  });
});

describe('credence beliefs', () => {
  const learned = async (name: string) => {
    await openPriors(here(name)).record(
      {
        updates: [update(3, 1), { ...update(2, 0), key: 'failing-test/move:repair' }],
        samples: [SAMPLES],
        forecasts: [{ about: 'solve', credence: 0.9, happened: false, weight: 1, evidence: '' }],
        preferences: [
          { better: { tests: 1, types: 0 }, worse: { tests: 0, types: 1 }, weight: 1, evidence: '' },
        ],
      },
      { episode: 'e', at: AT },
    );
  };

  it('shows what is believed with its counts', async () => {
    await learned('a');
    const { table } = await askBeliefs(here('a'), { do: 'show' });
    expect(table.beliefs.map(({ key }) => key)).toEqual(['failing-test/move:repair', KEY]);
    expect(table.beliefs[1]).toMatchObject({ success: 3, failure: 1 });
    const solve = table.calibration.find(({ about }) => about === 'solve');
    expect(solve?.forecasts).toBe(1);
    expect(solve?.map.at(-1)?.told).toBeLessThan(0.9);
    const tests = table.reward.find(({ part }) => part === 'tests');
    expect(tests?.now).toBeGreaterThan(tests?.shipped ?? 1);
    expect(table.models).toMatchObject([{ model: 'm' }]);
    expect(table.models[0]?.effect).toBeLessThan(0);
  });

  it('carries everything to another machine and counts nothing twice', async () => {
    await learned('a');
    const { text = '' } = await askBeliefs(here('a'), { do: 'export' });
    const elsewhere = { stateFolder: join(root, 'laptop') };
    const first = await askBeliefs(elsewhere, { do: 'import', text });
    const again = await askBeliefs(elsewhere, { do: 'import', text: `${text}no json\n` });
    expect(first.message).toContain('5 changes taken over');
    expect(again.message).toContain('0 changes taken over; 5 were known already, 1 could not be read');
    const [theirs, own] = await Promise.all([
      askBeliefs(elsewhere, { do: 'show' }),
      askBeliefs({ stateFolder: join(root, 'a') }, { do: 'show' }),
    ]);
    // What one episode saw there counts once here, in the same proportion.
    expect(own.table.beliefs).toMatchObject([{ success: 2 }, { success: 3, failure: 1 }]);
    expect(theirs.table.beliefs).toMatchObject([
      { success: 1, failure: 0 },
      { success: 1, failure: expect.closeTo(1 / 3) },
    ]);
    expect(theirs.table.calibration).toEqual(own.table.calibration);
    expect(theirs.table.reward).toEqual(own.table.reward);
    expect(theirs.table.sampledTasks).toBe(1);
  });

  it('forgets one line or all', async () => {
    const alone = { stateFolder: join(root, 'a') };
    await openPriors(alone).record({ updates: [update(3, 1)], samples: [SAMPLES] }, { episode: 'e', at: AT });
    await openPriors(alone).record(
      { updates: [{ ...update(1, 0), key: 'diagnostic/linter-fix' }] },
      { episode: 'f', at: AT },
    );
    const one = await askBeliefs(alone, { do: 'reset', key: KEY });
    expect(one.table.beliefs.map(({ key }) => key)).toEqual(['diagnostic/linter-fix']);
    expect(one.table.sampledTasks).toBe(1);
    const all = await askBeliefs(alone, { do: 'reset' });
    expect(all.table).toMatchObject({ beliefs: [], sampledTasks: 0 });
    await openPriors(alone).record({ updates: [update(1, 0)] }, { episode: 'g', at: AT });
    expect((await askBeliefs(alone, { do: 'show' })).table.beliefs).toMatchObject([
      { success: 1, failure: 0 },
    ]);
  });
});

describe('beliefs that come from elsewhere', () => {
  const shown = async (name: string) => (await askBeliefs(here(name), { do: 'show' })).table.beliefs;
  const RESET = JSON.stringify({ type: 'reset', at: AT, episode: '' });

  it('never make anybody forget', async () => {
    await openPriors(here('a')).record({ updates: [update(1, 0)] }, { episode: 'old', at: AT });
    await askBeliefs(here('a'), { do: 'reset' });
    await openPriors(here('a')).record({ updates: [update(0, 1)] }, { episode: 'new', at: AT });
    const { text = '' } = await askBeliefs(here('a'), { do: 'export' });
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect(text).not.toContain('reset');

    const other = { stateFolder: join(root, 'laptop'), userFolder: join(root, 'laptop-user') };
    await openPriors(other).record({ updates: [update(1, 0)] }, { episode: 'e', at: AT });
    await askBeliefs(other, { do: 'import', text: `${RESET}\n${text}${RESET}\n` });
    const { beliefs } = (await askBeliefs(other, { do: 'show' })).table;
    expect(beliefs).toMatchObject([{ success: 1, failure: 1 }]);
  });

  it('count once where they come from another workspace of the same user', async () => {
    const forecasts = [{ about: 'solve' as const, credence: 0.9, happened: false, weight: 1, evidence: '' }];
    const learned = { updates: [update(1, 0)], samples: [SAMPLES], forecasts };
    await openPriors(here('a')).record(learned, { episode: 'e', at: AT });
    const { text = '' } = await askBeliefs(here('a'), { do: 'export' });
    const taken = await askBeliefs(here('b'), { do: 'import', text });
    expect(taken.message).toContain('3 changes taken over');
    expect(taken.table.beliefs).toEqual([expect.not.objectContaining({ elsewhere: expect.anything() })]);
    expect(taken.table).toMatchObject({ beliefs: [{ success: 1 }], sampledTasks: 1 });
    expect(taken.table.calibration.find(({ about }) => about === 'solve')?.forecasts).toBe(1);
    expect(await shown('c')).toMatchObject([{ elsewhere: { success: 1, failure: 0 } }]);
    await askBeliefs(here('b'), { do: 'reset' });
    expect(await shown('b')).toMatchObject([{ success: 0, elsewhere: { success: 1, failure: 0 } }]);
  });

  it('never let one line decide', async () => {
    const now = new Date().toISOString();
    await openPriors(here('a')).record({ updates: [update(8, 0)] }, { episode: 'e', at: now });
    const head = { type: 'belief', episode: 'x', evidence: '', failure: 1e6, success: 0 };
    const trust = { ...head, at: now, key: 'verification/search-path', success: 1e6, failure: 0 };
    const lines = [
      { ...head, at: '2099-01-01T00:00:00.000Z', key: KEY },
      { ...head, at: 'tomorrow', key: KEY },
      trust,
    ];
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    const { message } = await askBeliefs(here('a'), { do: 'import', text });
    expect(message).toBe(
      '1 changes taken over; 0 were known already, 1 could not be read, 1 count only where they were made.',
    );
    expect(await shown('a')).toMatchObject([{ key: KEY, success: 8, failure: 1 }]);
  });

  it('count in measure even where a line came into the log by another way', async () => {
    const priors = openPriors(here('a'), () => new Date(AT));
    await priors.record({ updates: [update(8, 0)] }, { episode: 'e', at: AT });
    await priors.record({ updates: [update(0, 1e6)] }, { episode: 'f', at: '2099-01-01T00:00:00.000Z' });
    expect((await priors.recall()).beliefs[KEY]).toEqual({ success: 8, failure: 100 });
  });

  it('are forgotten by the workspace that said so, not by the others', async () => {
    for (const name of ['a', 'b'])
      await openPriors(here(name)).record({ updates: [update(1, 0)] }, { episode: name, at: AT });
    const log = join(root, 'user', 'priors.jsonl');
    const [mark] = readFileSync(log, 'utf8').match(/"workspace":"\w+"/) ?? [];
    appendFileSync(log, `${RESET.slice(0, -1)},${mark}}\n`);
    expect(await shown('c')).toMatchObject([{ elsewhere: { success: 1, failure: 0 } }]);
  });
});

describe('what a person made of a patch', () => {
  const store = (): string => {
    const stateFolder = join(root, 'a');
    mkdirSync(join(stateFolder, 'episodes'), { recursive: true });
    const target = { kind: 'failing-test', tests: ['t'], files: [], diagnostics: [] };
    const outcome = { verdict: 'solved', credence: 0.7, raw: 0.9, candidate: aCandidate('a') };
    const events = [
      { at: 1, type: 'assessed', assessment: { verdict: 'solve', target } },
      { at: 2, type: 'outcome', outcome },
    ];
    const lines = events.map((event) => JSON.stringify(event)).join('\n');
    writeFileSync(join(stateFolder, 'episodes', 'e1.jsonl'), `${lines}\n`);
    return stateFolder;
  };
  const tell = (stateFolder: string, episode: string, fate: 'kept' | 'edited' | 'reverted', share: number) =>
    recordFate({
      ...{ type: 'survived', id: 'x', folder: root, stateFolder, userFolder: join(root, 'user'), episode },
      ...{ fate, share, minutes: 60 },
    });

  it('changes what is believed of its skills and of such offers, by the last word on it', async () => {
    const stateFolder = store();
    expect(await tell(stateFolder, 'e1', 'kept', 1)).toMatchObject({ type: 'noted' });
    const kept = (await askBeliefs({ stateFolder }, { do: 'show' })).table;
    expect(kept.beliefs.find(({ key }) => key === KEY)?.success).toBeGreaterThan(0.2);
    await tell(stateFolder, 'e1', 'reverted', 0);
    const { beliefs, calibration } = (await askBeliefs({ stateFolder }, { do: 'show' })).table;
    expect(beliefs.find(({ key }) => key === KEY)).toMatchObject({ success: 0, failure: 0.5 });
    const next = (await askBeliefs(here('next'), { do: 'show' })).table;
    expect(next.beliefs.find(({ key }) => key === KEY)?.elsewhere).toEqual({ success: 0, failure: 0.5 });
    const offers = calibration.find(({ about }) => about === 'offer');
    expect(offers?.forecasts).toBe(1);
    expect(offers?.map.at(-1)?.told).toBeLessThan(0.9);
  });

  it('teaches nothing where the trace is gone or the name is none of ours', async () => {
    const stateFolder = store();
    await tell(stateFolder, 'another', 'kept', 1);
    await tell(stateFolder, '../a/episodes/e1', 'kept', 1);
    expect((await askBeliefs({ stateFolder }, { do: 'show' })).table.beliefs).toEqual([]);
  });
});
