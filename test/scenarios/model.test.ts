import { afterEach, describe, expect, it } from 'vitest';
import { type LoopbackModel, startLoopbackModel } from '../support/loopback-model.ts';
import { bytesOf, project } from './support/projects.ts';
import { bundlesTheTerminal, run } from './support/terminal.ts';

/** No template writes this: each name has to be taken apart. */
const NEEDS_A_WRITER = {
  'package.json': '{"type":"module","scripts":{"test":"node --test test/*.test.js"}}',
  'src/initials.js': 'export function initials(name) {\n  return name;\n}\n',
  'test/initials.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initials } from '../src/initials.js';
test('keeps a letter', () => assert.equal(initials('A'), 'A'));
test('takes the first letter of each name', () => assert.deepEqual([initials('Ada'), initials('Ada King')], ['A', 'AK']));
`,
};
const reply = (path: string, result: string): string =>
  `It returns the whole name.\n\n${path}\n\`\`\`\n<<<<<<< SEARCH\n  return name;\n=======\n  return ${result};\n>>>>>>> REPLACE\n\`\`\`\n`;
const WRONG = reply('src/initials.js', 'name[0]');
const RIGHT = reply('src/initials.js', "name.split(' ').map((part) => part[0]).join('')");

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
    // Whichever skill is drawn first, it is wrong; only who is shown why knows better.
    const ended = await ask({ replies: [WRONG], whenAsked: [{ for: 'Improve on', reply: RIGHT }] }, '50');
    expect(ended.outcome, ended.stderr).toMatchObject({ verdict: 'solved' });
    expect(ended.outcome?.diff).toContain("+  return name.split(' ')");
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
    expect(ended.seconds).toBeLessThan(40);
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
