import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/loop/types.ts';
import { evidenceText } from '../../../src/vscode/evidence-text.ts';

const outcome: Outcome = {
  verdict: 'solved',
  credence: 0.97,
  reason: 'confirmed in a fresh copy',
  alternatives: [],
  spend: { seconds: 3, candidates: 4, tokens: 0, dollars: 0, calls: 0 },
  evidence: {
    commands: [
      { command: ['vitest', 'run'], exitCode: 0, seconds: 1.25, tail: '' },
      { command: ['tsc'], seconds: 2, tail: '' },
    ],
    testsBefore: { passed: 4, failed: 1 },
    testsAfter: { passed: 5, failed: 0 },
    fixed: ['a.test.ts::adds'],
    rungs: [{ rung: 'suite', status: 'passed', detail: 'all pass', seconds: 1 }],
    unchecked: ['types'],
  },
};

describe('the evidence page', () => {
  it('says what was run and how it ended, the tests before and after, and what was not checked', () => {
    const text = evidenceText(outcome, '');
    expect(text).toContain('| vitest run | 0 | 1.3 |');
    expect(text).toContain('| tsc | ended by a signal | 2.0 |');
    expect(text).toContain('- before: 4 passed, 1 failed\n- after: 5 passed, 0 failed');
    expect(text).toContain('**suite** passed: all pass');
    expect(text).toContain('## Could not check\n\n- types');
  });

  it('says what confined the commands, or that nothing did', () => {
    const { evidence } = outcome;
    const [first] = evidence?.commands ?? [];
    const confined = (sandbox: string) => {
      const commands = first === undefined ? [] : [{ ...first, sandbox }];
      return evidenceText({ ...outcome, ...(evidence && { evidence: { ...evidence, commands } }) }, '');
    };
    expect(confined('bubblewrap: no network')).toContain('Confined by bubblewrap');
    expect(confined('none: bubblewrap is not installed')).toContain(
      'Not confined: bubblewrap is not installed',
    );
  });

  it('never reads what the project says as Markdown', () => {
    const nasty = '![x](https://example.org/x.png) <img src=x> a|b `c`\n## d';
    const { evidence } = outcome;
    const text = evidenceText(
      { ...outcome, ...(evidence && { evidence: { ...evidence, fixed: [nasty] } }) },
      '',
    );
    expect(text).not.toMatch(/(?<!\\)!\[|(?<!\\)<img|(?<!\\)\|b|\n## d/);
  });

  it('keeps a patch that itself has fences in one piece', () => {
    const diff = '+```\n+code\n+````\n';
    expect(evidenceText(outcome, diff)).toContain(`\`\`\`\`\`diff\n${diff}\`\`\`\`\`\n`);
  });
});
