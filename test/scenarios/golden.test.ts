import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { renderEvent } from '../../src/trace/text.ts';
import { advance, emptyView } from '../../src/trace/view.ts';
import { startLoopbackModel } from '../support/loopback-model.ts';
import { project, RUNNERS } from './support/projects.ts';
import { bundlesTheTerminal, type Ended, run } from './support/terminal.ts';

const GOLDEN = resolve(import.meta.dirname, '..', 'fixtures', 'scenarios');

/** The trace as a person reads it, without what differs from run to run: times, places, prices and versions. */
function sanitised(ended: Ended, folder: string): string {
  let view = emptyView();
  const paint = pc.createColors(false);
  const lines = ended.events.flatMap((event) => {
    view = advance(view, event);
    return renderEvent(event, paint, view);
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
    .replace(/[▁-█░▒▓]+/gu, 'BAR')
    .replace(/[ \t]+/g, ' ')
    .replace(/ $/gm, '')}\n`;
}

function compare(name: string, text: string): void {
  const path = join(GOLDEN, `${name}.golden.txt`);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

const WORD = `The words are missing.

src/word.js
\`\`\`
<<<<<<< SEARCH
  return String(n);
=======
  if (n === 2) return 'two';
THREE  return String(n);
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
    const replies = [WORD.replace('THREE', ''), WORD.replace('THREE', "  if (n === 3) return 'three';\n")];
    const model = await startLoopbackModel({ replies });
    const folder = project({
      'package.json': '{"type":"module","scripts":{"test":"node --test test/*.test.js"}}',
      'src/word.js': 'export function word(n) {\n  return String(n);\n}\n',
      'test/word.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { word } from '../src/word.js';
test('says two and three', () => assert.deepEqual([word(2), word(3)], ['two', 'three']));
test('keeps large numbers', () => assert.equal(word(90), '90'));
`,
    });
    const ended = await run([
      ...[folder, '--seed', '7', '--budget-seconds', '100', '--budget-candidates', '24'],
      ...['--base-url', model.baseUrl, '--model', 'loopback'],
    ]);
    await model.close();
    expect(ended.outcome, ended.stderr).toMatchObject({ verdict: 'solved' });
    compare('model-mends', sanitised(ended, folder));
  });
});
