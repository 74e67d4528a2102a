import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/belief/random.ts';
import { openPriors } from '../../../src/handbook/priors/priors.ts';
import { beginEpisode, type Episode } from '../../../src/loop/episode.ts';
import type { SkillCard } from '../../../src/loop/ports.ts';
import { statedEvidence, statedOdds, statedOutcomes } from '../../../src/loop/stated.ts';
import type { StatedOutcome } from '../../../src/loop/types.ts';
import { capabilityView } from '../../../src/loop/views.ts';
import { scripted } from '../../../src/models/scripted.ts';
import { directEdit } from '../../../src/skills/language-model/direct-edit.ts';
import { readStated } from '../../../src/skills/language-model/stated.ts';
import { aFailedStep, aScene, FILES, opened } from './model-scene.ts';

const EDIT = `The sign.\n\ncart.ts\n\`\`\`\n${(FILES['cart.ts'] ?? '').replace('a - b', 'a + b')}\`\`\``;

describe('the confidence that a model states', () => {
  it.each([
    ['CONFIDENCE: 70%', 0.7],
    ['**Confidence:** 95 %', 0.95],
    ['`CONFIDENCE: 0.8`', 0.8],
    ['confidence = 100/100', 1],
    ['Confidence: 62.5%.', 0.625],
    ['CONFIDENCE: 80', 0.8],
  ])('is read from the last line “%s”', (line, stated) => {
    expect(readStated(`${EDIT}\n\n${line}\n`)).toEqual({ text: `${EDIT}\n`, stated });
  });

  it('is not read from what is impossible, no number, in the middle, or inside of code', () => {
    for (const line of ['CONFIDENCE: 700%', 'CONFIDENCE: high', 'I have confidence: 70% of the tests'])
      expect(readStated(`${EDIT}\n${line}`).stated).toBeUndefined();
    expect(readStated(`CONFIDENCE: 70%\n${EDIT}`)).toEqual({ text: `CONFIDENCE: 70%\n${EDIT}` });
    const cut = `a.yml\n\`\`\`\nconfidence: 70`;
    expect(readStated(cut)).toEqual({ text: cut });
    fc.assert(
      fc.property(fc.string(), (reply) => {
        const { text, stated = 0.5 } = readStated(reply);
        expect(reply.startsWith(text)).toBe(true);
        expect(stated >= 0 && stated <= 1).toBe(true);
      }),
    );
  });

  it('comes with the edit, in the same call, and is no part of it', async () => {
    for (const [ending, stated] of [
      ['\nCONFIDENCE: 85%', { model: 'scripted', credence: 0.85 }],
      ['', undefined],
    ] as const) {
      const model = scripted([`${EDIT}${ending}`]);
      const proposal = await opened(directEdit, model).propose(aScene('failing'));
      expect(proposal).toMatchObject({ kind: 'candidate', usage: { calls: 1 } });
      if (proposal.kind !== 'candidate') continue;
      expect(proposal.candidate.stated).toEqual(stated);
      expect(JSON.stringify(proposal.candidate.edits)).not.toContain('CONFIDENCE');
      expect(proposal.sent?.blocks[0]?.text).toContain('CONFIDENCE: 70%');
    }
  });
});

describe('what becomes of it', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'credence-stated-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const card: SkillCard = {
    ...{ name: 'direct-edit', summary: '', model: 'm' },
    ...{ suits: () => ({ fit: 1, why: 'at hand' }), cost: { seconds: 1, tokens: 9, dollars: 0 } },
  };
  const stepOf = (id: string, credence: number, status: 'failed' | 'could-not-check') => {
    const step = aFailedStep(id, 0.1, id);
    return {
      ...step,
      candidate: { ...step.candidate, stated: { model: 'm', credence } },
      observation: { ...step.observation, rungs: [{ rung: 'tests', status, detail: '', seconds: 0 }] },
    } as Episode['steps'][number];
  };

  it('counts as right for the patch that is offered, as wrong for what failed, and not where nobody knows', () => {
    const steps = [
      stepOf('a', 0.9, 'failed'),
      stepOf('b', 0.8, 'could-not-check'),
      stepOf('c', 0.7, 'failed'),
    ];
    const episode: Episode = { ...beginEpisode(aScene('failing'), [card], [], seededRandom(1)), steps };
    const [, , last] = steps;
    if (last === undefined) throw new Error('three steps');
    const failed = { model: 'm', credence: 0.9, right: false };
    expect(statedOutcomes(episode, last, { kind: 'stop', because: 'solved', reason: '' })).toEqual([
      failed,
      { model: 'm', credence: 0.7, right: true },
    ]);
    // It passes, and a person is asked whether it is what is meant.
    expect(statedOutcomes(episode, last, { kind: 'ask', reason: '' })).toEqual([failed]);
  });

  it('is kept for each model, also in the log that is written anew, and is a line of the view', async () => {
    const told: StatedOutcome[] = Array.from({ length: 120 }, (_, n) => ({
      model: n % 2 === 0 ? 'tells' : 'm',
      credence: n % 4 < 2 ? 0.95 : 0.6,
      // The one is right where it says so; the other is right every third time, whatever it says.
      right: n % 2 === 0 ? n % 4 < 2 : n % 3 === 0,
    }));
    const priors = openPriors({ stateFolder: root }, () => new Date(Date.UTC(2026, 0, 2)), 5000);
    for (const [n, stated] of told.entries())
      await priors.record({ stated: [stated] }, { episode: `e${n}`, at: '2026-01-01T00:00:00.000Z' });
    const { stated } = await priors.recall();
    const known = { ...aScene('failing'), ...(stated === undefined ? {} : { stated }) };
    expect(stated?.tells?.count).toBe(60);
    expect(statedOdds({ stated: { model: 'tells', credence: 0.95 } }, known)).toBeGreaterThan(1.5);
    expect(statedOdds({ stated: { model: 'tells', credence: 0.6 } }, known)).toBeLessThan(0.7);
    expect(statedOdds({ stated: { model: 'm', credence: 0.95 } }, known)).toBe(1);
    expect(statedOdds({ stated: { model: 'unknown', credence: 0.95 } }, known)).toBe(1);
    expect(statedOdds({}, known)).toBe(1);
    const view = capabilityView([{ card, fit: 1, why: 'at hand' }], known);
    expect(view.evidence.join('\n')).toMatch(
      /m states 7\d% of its answers, 33% of 60 were right.*weighs nothing/,
    );
    expect(statedEvidence('tells', known)).toMatch(/tells right from wrong: 90% stated means \d+%/);
    expect(statedEvidence('unknown', known)).toBeUndefined();
  });
});
