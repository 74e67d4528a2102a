import { afterEach, describe, expect, it } from 'vitest';
import { type LoopbackModel, startLoopbackModel } from '../support/loopback-model.ts';
import { bytesOf, project } from './support/projects.ts';
import { bundlesTheTerminal, run } from './support/terminal.ts';

/** No template writes this: the words for the other numbers are only in the test. */
const NEEDS_A_WRITER = {
  'package.json': '{"type":"module","scripts":{"test":"node --test test/*.test.js"}}',
  'src/word.js': "export function word(n) {\n  if (n === 1) return 'one';\n  return String(n);\n}\n",
  'test/word.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { word } from '../src/word.js';
test('says one', () => assert.equal(word(1), 'one'));
test('keeps large numbers', () => assert.equal(word(90), '90'));
test('says the others up to three', () => assert.deepEqual([word(2), word(3)], ['two', 'three']));
`,
};
const reply = (path: string, more: string): string =>
  `The words are missing.\n\n${path}\n\`\`\`\n<<<<<<< SEARCH\n  return String(n);\n=======\n${more}  return String(n);\n>>>>>>> REPLACE\n\`\`\`\n`;
const WRONG = reply('src/word.js', "  if (n === 2) return 'two';\n");
const RIGHT = reply('src/word.js', "  if (n === 2) return 'two';\n  if (n === 3) return 'three';\n");

describe('with a language model', () => {
  bundlesTheTerminal();
  let model: LoopbackModel | undefined;
  afterEach(() => model?.close());

  const ask = async (settings: Parameters<typeof startLoopbackModel>[0], seconds = '12') => {
    model = await startLoopbackModel(settings);
    const folder = project(NEEDS_A_WRITER);
    const before = bytesOf(folder);
    const ended = await run([
      ...[folder, 'Make the failing tests pass', '--base-url', model.baseUrl, '--model', 'loopback'],
      ...['--budget-seconds', seconds],
    ]);
    expect(bytesOf(folder)).toEqual(before);
    return ended;
  };

  it('mends its first answer with the evidence against it', async () => {
    const ended = await ask({ replies: [WRONG, RIGHT] }, '50');
    expect(ended.outcome, ended.stderr).toMatchObject({ verdict: 'solved' });
    expect(ended.outcome?.diff).toContain("+  if (n === 3) return 'three';");
    const prompts = JSON.stringify(model?.requests.map((request) => request.body));
    expect(prompts).toContain('Improve on');
  });

  it.each([
    ['answers nothing', { replies: [''] }],
    ['answers without an edit', { replies: ['I am sorry, I cannot do that.'] }],
    ['names a file outside the workspace', { replies: [reply('../../etc/word.js', '  // here\n')] }],
    ['names an absolute path', { replies: [reply('/etc/passwd', '  // here\n')] }],
    ['cuts its answer', { replies: [RIGHT], faults: Array(20).fill({ kind: 'cut' }) }],
    [
      'sends no JSON',
      { replies: [RIGHT], faults: Array(20).fill({ kind: 'malformed', body: '<html>hello' }) },
    ],
    ['refuses the key', { key: 'another' }],
    ['is asked too often', { faults: Array(20).fill({ kind: 'rate-limit', retryAfter: '60' }) }],
    ['breaks', { faults: Array(20).fill({ kind: 'error', status: 500 }) }],
    ['stalls', { faults: Array(20).fill({ kind: 'stall', after: 4 }) }],
  ] as const)('that %s, it ends without a patch and in time', async (_what, settings) => {
    const ended = await ask(settings as Parameters<typeof startLoopbackModel>[0], '8');
    expect(ended.code, ended.stderr).toBe(2);
    expect(ended.outcome).toMatchObject({ verdict: 'exhausted', diff: '' });
    expect(ended.seconds).toBeLessThan(14);
  });

  it('that is not there, it says that and goes on without', async () => {
    const folder = project(NEEDS_A_WRITER);
    const ended = await run([
      ...[folder, 'Make the failing tests pass', '--base-url', 'http://127.0.0.1:1/v1', '--model', 'none'],
      ...['--budget-seconds', '25'],
    ]);
    expect(ended.code).toBe(2);
    const declined = ended.events.flatMap((event) => (event.type === 'declined' ? [event.reason] : []));
    expect(declined.join('\n')).toMatch(/127\.0\.0\.1:1|reach/);
  });
});
