import { describe, expect, it } from 'vitest';
import type { Proposal } from '../../../src/loop/ports.ts';
import { createProposer, type Skill } from '../../../src/skills/skill.ts';
import { aCandidate, aTask } from '../../support/world.ts';
import { aSituation } from './scene.ts';

/** Proposes `<name>-1`, `<name>-2`, and no more. */
function counting(name: string): Skill {
  return {
    name,
    summary: 'counts',
    cost: { seconds: 0, tokens: 0, dollars: 0 },
    suits: () => ({ fit: 1, why: 'always' }),
    start: () => {
      let given = 0;
      return {
        propose: async (): Promise<Proposal> => {
          given += 1;
          if (given > 2) return { kind: 'exhausted', reason: 'no more' };
          return { kind: 'candidate', candidate: aCandidate(`${name}-${given}`) };
        },
      };
    },
  };
}

const { signal } = new AbortController();
const first = aSituation('a.ts', '');
const second = aSituation('a.ts', '', { task: aTask({ id: 'task-2' }) });

describe('the proposer', () => {
  it('keeps the place of each skill in each episode', async () => {
    const proposer = createProposer([counting('a'), counting('b')]);
    const ask = async (skill: string, situation = first): Promise<string> => {
      const proposal = await proposer.propose(skill, situation, signal);
      return proposal.kind === 'candidate' ? proposal.candidate.id : proposal.kind;
    };
    expect(await ask('a')).toBe('a-1');
    expect(await ask('b')).toBe('b-1');
    expect(await ask('a')).toBe('a-2');
    expect(await ask('a', second)).toBe('a-1');
    expect(await ask('a')).toBe('exhausted');
    expect(await ask('b')).toBe('b-2');
  });

  it('uses up nothing once it was cancelled', async () => {
    const proposer = createProposer([counting('a')]);
    expect(await proposer.propose('a', first, AbortSignal.abort())).toEqual({
      kind: 'rejected',
      reason: 'cancelled',
    });
    expect(await proposer.propose('a', first, signal)).toMatchObject({ candidate: { id: 'a-1' } });
  });

  it('knows a small edit again, whoever wrote it', async () => {
    const at = { start: 7, end: 10 };
    const skill: Skill = {
      ...counting('model'),
      start: () => ({
        propose: async () => ({
          kind: 'candidate',
          candidate: aCandidate('1', 0.1, {
            edits: [{ kind: 'modify', path: 'a.ts', replacements: [{ ...at, text: 'cents(sum)' }] }],
          }),
        }),
      }),
    };
    const sources = { list: () => ['a.ts'], read: () => 'return sum;\n' };
    const proposal = await createProposer([skill], sources).propose('model', first, signal);
    expect(proposal).toMatchObject({ candidate: { favours: 'idiom:_ → cents(_)' } });
  });

  it('calls a skill that does not exist a bug', async () => {
    await expect(createProposer([]).propose('none', first, signal)).rejects.toThrow(
      'no skill is called none',
    );
  });
});
