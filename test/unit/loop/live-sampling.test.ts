import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHandbook } from '../../../src/handbook/store.ts';
import { solve } from '../../../src/loop/loop.ts';
import type { Handbook } from '../../../src/loop/ports.ts';
import type { Task } from '../../../src/loop/types.ts';
import { aCandidate, aSurvey, aTask, portsOf, type ScriptedReply, type World } from '../../support/world.ts';

const BUDGET: Task['budget'] = { seconds: 600, candidates: 500, tokens: 1_000_000, dollars: 5 };

async function play(world: World, over: Partial<Task> = {}) {
  const ports = portsOf(world);
  const events = [];
  const steps = solve(
    aTask({ budget: BUDGET, ...over }),
    ports,
    { version: 'test', assessOnly: false },
    new AbortController().signal,
  );
  for (;;) {
    const next = await steps.next();
    if (next.done) return { outcome: next.value, events, asked: ports.asked, recorded: ports.recorded };
    events.push(next.value);
  }
}

const fails = (count: number, type: ScriptedReply['search'] = 'tests'): ScriptedReply[] =>
  Array.from({ length: count }, (_, i) => ({ search: type, signature: `failure ${i}` }));

describe('the loop with a model that replies by a script', () => {
  let folder = '';

  const open = (): Promise<Handbook> =>
    openHandbook({ workspaceFile: join(folder, 'handbook.md'), stateFolder: folder });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'credence-live-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('stops a hopeless task long before its budget, and sooner where a call costs more', async () => {
    const hopeless = (dollars: number): World => ({
      candidates: [],
      models: { 'direct-edit': { replies: fails(200), dollars } },
    });
    const cheap = await play(hopeless(0.005));
    const dear = await play(hopeless(0.05));
    expect(cheap.outcome.verdict).toBe('exhausted');
    expect(cheap.outcome.reason).toContain('below its price');
    expect(cheap.outcome.spend.candidates).toBeLessThan(40);
    expect(dear.outcome.spend.candidates).toBeLessThan(cheap.outcome.spend.candidates);
    expect(dear.outcome.spend.candidates).toBeGreaterThan(1);
  });

  it('counts what no edit can be read from as a failure, whichever skill asked', async () => {
    const unusable = { replies: [{ search: 'tests' as const, unusable: true }], dollars: 0.12 };
    const skills = ['direct-edit', 'plan-first', 'decompose', 'analogy'];
    const { asked, outcome } = await play({
      candidates: [],
      models: Object.fromEntries(skills.map((name) => [name, unusable])),
    });
    expect(outcome.verdict).toBe('exhausted');
    // Three in a row would close each of the four by itself.
    expect(Object.values(asked).flat().length).toBeLessThan(9);
  });

  it('keeps on with one that is worth it, and offers what passes', async () => {
    const { outcome } = await play({
      candidates: [],
      models: {
        'direct-edit': { replies: [...fails(4), { search: 'passes' }, ...fails(9)], dollars: 0.002 },
      },
    });
    expect(outcome.verdict).toBe('solved');
    expect(outcome.candidate?.id).toBe('direct-edit-4');
  });

  it('goes on with what costs nothing once the model is not worth its price', async () => {
    const templates = Array.from({ length: 60 }, (_, i) => ({
      candidate: aCandidate(`t${i}`, 0.01),
      search: i === 59 ? ('passes' as const) : ('tests' as const),
    }));
    const { outcome, asked } = await play({
      candidates: templates,
      models: { 'direct-edit': { replies: fails(1), dollars: 0.3 } },
    });
    expect(outcome).toMatchObject({ verdict: 'solved', candidate: { id: 't59' } });
    expect(asked['direct-edit']?.length).toBeLessThan(6);
  });

  it('asks a model less that failed in the first episode, and more one that solved it', async () => {
    const again = async (replies: readonly ScriptedReply[], model: string) => {
      const world: World = {
        candidates: [],
        handbook: await open(),
        models: { 'direct-edit': { replies, dollars: 0.03, model } },
      };
      return (await play(world, { id: `task ${model} ${replies.length}` })).outcome.spend.candidates;
    };
    const before = await again(fails(100), 'weak');
    const after = await again(fails(100), 'weak');
    expect(after).toBeLessThan(before);
    // Nothing is known of another model but that this task is hard; of one that solved it, that it can.
    const fresh = await again([{ search: 'passes' }, ...fails(99)], 'strong');
    expect(fresh).toBeLessThan(4);
    expect(await again(fails(100), 'strong')).toBeGreaterThan(after);
    const log = readFileSync(join(folder, 'priors.jsonl'), 'utf8');
    expect(log).toContain('"type":"samples"');
    expect(log).toContain('skill:direct-edit');
    expect(JSON.parse(readFileSync(join(folder, 'models.json'), 'utf8'))).toMatchObject({
      version: 1,
      tasks: 4,
    });
  });

  it('gives the same trace for the same seed and the same state', async () => {
    const world = (): World => ({
      candidates: Array.from({ length: 5 }, (_, i) => ({
        candidate: aCandidate(`t${i}`, 0.01),
        search: 'tests' as const,
      })),
      models: { 'direct-edit': { replies: [...fails(2), { search: 'passes' }] } },
    });
    expect((await play(world())).events).toEqual((await play(world())).events);
  });

  it('asks afresh and then in another way when a model repeats itself, and tells why', async () => {
    const same = Array.from({ length: 40 }, () => ({ search: 'tests' as const, signature: 'same' }));
    const { events, asked } = await play({
      candidates: [],
      models: {
        'direct-edit': { replies: same, dollars: 0.001 },
        'plan-first': { replies: [...same.slice(0, 3), { search: 'passes' }], dollars: 0.001 },
      },
    });
    const decided = events.flatMap((event) => (event.type === 'decided' ? [event] : []));
    const kinds = decided.map(({ decision }) => decision.kind);
    expect(kinds).toContain('refresh');
    expect(kinds).toContain('switch');
    const afresh = Object.values(asked)
      .flat()
      .filter(({ fresh }) => fresh === true);
    expect(afresh.length).toBe(kinds.filter((kind) => kind === 'refresh').length);
    const refreshed = decided.find(({ decision }) => decision.kind === 'refresh');
    expect(refreshed?.numbers.banned?.map(({ move }) => move)).toContain('continue');
    expect(refreshed?.decision.reason).toContain('the same failure twice');
  });

  it('hands over to the person when every edit runs into the same wall', async () => {
    const { outcome } = await play({
      candidates: [],
      models: {
        'direct-edit': {
          replies: Array.from({ length: 60 }, () => ({ search: 'tests' as const, signature: 'wall' })),
          dollars: 0.02,
        },
      },
    });
    expect(outcome.verdict).toBe('escalated');
    expect(outcome.reason).toContain('fail in the same way');
    expect(outcome.spend.candidates).toBeLessThan(25);
  });

  it('asks which of two tests is right when every edit that mends one breaks the other', async () => {
    const { outcome } = await play({
      candidates: [],
      models: {
        'direct-edit': {
          replies: Array.from({ length: 60 }, (_, i) => ({
            search: 'tests' as const,
            signature: `breaks ${i % 3}`,
            breaks: ['cart.test.ts::keeps'],
          })),
          dollars: 0.03,
        },
      },
    });
    expect(outcome.verdict).toBe('asked');
    expect(outcome.question?.text).toContain('“adds” and “keeps” seem to ask for opposite things');
  });

  it('corrects its forecasts by how earlier ones turned out', async () => {
    const forecast = async (id: string): Promise<number> => {
      const world: World = {
        candidates: [{ candidate: aCandidate('t'), search: 'tests' }],
        handbook: await open(),
      };
      const { events } = await play(world, { id });
      return events.flatMap((e) => (e.type === 'assessed' ? [e.assessment] : []))[0]?.credence ?? 1;
    };
    const first = await forecast('0');
    for (let i = 1; i < 12; i += 1) await forecast(String(i));
    const { calibration } = await (await open()).recall(aTask(), aSurvey());
    expect(calibration?.solve.forecasts).toBe(12);
    expect(await forecast('last')).toBeLessThan(first / 2);
  });
});
