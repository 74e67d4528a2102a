import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { TraceFold } from '../../src/trace/fold.ts';
import { renderEvent } from '../../src/trace/text.ts';
import { startLoopbackModel } from '../support/loopback-model.ts';
import { project, RUNNERS } from './support/projects.ts';
import { bundlesTheTerminal, type Ended, run } from './support/terminal.ts';

const GOLDEN = resolve(import.meta.dirname, '..', 'fixtures', 'scenarios');

/** The trace as a person reads it, without what differs from run to run: times, places, prices and versions. */
function sanitised(ended: Ended, folder: string): string {
  const fold = new TraceFold();
  const paint = pc.createColors(false);
  const lines = ended.events.flatMap((event) => {
    fold.add(event);
    return renderEvent(event, paint, fold.view);
  });
  return `${lines
    .join('\n')
    .replaceAll(folder, 'PROJECT')
    .replaceAll(folder.split('/').at(-1) ?? folder, 'PROJECT')
    .replace(/\/\S*?credence-\w+/g, 'COPY')
    .replace(/\/\S*\/(?=node\b|python3?\b)/g, '')
    .replace(/127\.0\.0\.1:\d+/g, 'MODEL')
    .replace(/\b\d+(\.\d+)? ?(ms|s|min)\b/g, 'TIME')
    .replace(/\b\d+(\.\d+)?%/g, 'P%')
    .replace(/price \d+\.\d+/g, 'price PRICE')
    .replace(/TypeScript \d+\.\d+\.\d+/g, 'TypeScript VERSION')
    // The memory is only there once it has been looked at.
    .replace(/, \d+ MB\b/g, '')
    // Whether there is a sandbox is the machine's affair.
    .replace(/^ *confined by .*\n(?: {10,}.*\n)*/gm, '')
    .replace(/[▁-█░▒▓]+/gu, 'BAR')
    .replace(/[ \t]+/g, ' ')
    .replace(/ $/gm, '')}\n`;
}

function compare(name: string, text: string): void {
  const path = join(GOLDEN, `${name}.golden.txt`);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

const INITIALS = `It returns the whole name.

src/initials.js
\`\`\`
<<<<<<< SEARCH
  return name;
=======
  return RESULT;
>>>>>>> REPLACE
\`\`\`
`;

describe('the trace tells the same story every time', () => {
  bundlesTheTerminal();

  it.each([
    ['node-test-javascript', RUNNERS['node:test in JavaScript']],
    ['unittest', RUNNERS.unittest],
    [
      'nothing-to-do',
      { ...RUNNERS.mocha, 'src/age.js': RUNNERS.mocha['src/age.js'].replace('age > 18', 'age >= 18') },
    ],
  ])('%s', async (name, files) => {
    const folder = project(files);
    const ended = await run([folder, '--seed', '7', '--budget-seconds', '100', '--budget-candidates', '12']);
    compare(name, sanitised(ended, folder));
  });

  it('model-mends', async () => {
    const right = INITIALS.replace('RESULT', "name.split(' ').map((part) => part[0]).join('')");
    const model = await startLoopbackModel({
      replies: [INITIALS.replace('RESULT', 'name[0]')],
      whenAsked: [{ for: 'Improve on', reply: right }],
    });
    const folder = project({
      'package.json': '{"type":"module","scripts":{"test":"node --test test/*.test.js"}}',
      'src/initials.js': 'export function initials(name) {\n  return name;\n}\n',
      'test/initials.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initials } from '../src/initials.js';
test('takes the first letter of each name', () => assert.equal(initials('Ada King Lovelace'), 'AKL'));
test('keeps a letter', () => assert.equal(initials('A'), 'A'));
`,
    });
    const ended = await run([
      ...[folder, '--seed', '7', '--budget-seconds', '100', '--budget-candidates', '32'],
      ...['--base-url', model.baseUrl, '--model', 'loopback'],
    ]);
    await model.close();
    expect(ended.outcome, ended.stderr).toMatchObject({ verdict: 'solved' });
    compare('model-mends', sanitised(ended, folder));
  });
});
