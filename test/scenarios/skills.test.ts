import { afterEach, describe, expect, it } from 'vitest';
import { type AskedModel, startAskedModel } from './support/asked-model.ts';
import { bytesOf, project } from './support/projects.ts';
import { bundlesTheTerminal, run } from './support/terminal.ts';

const PACKAGE = '{"type":"module","scripts":{"test":"node --test test/*.test.js"}}';
const fence = (path: string, text: string): string => `${path}\n\`\`\`\n${text}\`\`\`\n`;

/** All tests pass; what is asked for is not there. */
const WORKS = {
  'package.json': PACKAGE,
  'src/slug.js': "export function slug(title) {\n  return title.toLowerCase().split(' ').join('-');\n}\n",
  'test/slug.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slug } from '../src/slug.js';
test('joins words', () => assert.equal(slug('Two Words'), 'two-words'));
`,
};
const NEW_TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slug } from '../src/slug.js';
test('leaves out punctuation', () => assert.equal(slug('Hello, World!'), 'hello-world'));
`;
const MENDED =
  "export function slug(title) {\n  return title.toLowerCase().replace(/[^a-z0-9 ]/g, '').split(' ').join('-');\n}\n";
const REQUEST = 'slug() should leave out punctuation like "," and "!"';

describe('a request for which nothing fails', () => {
  bundlesTheTerminal();
  let model: AskedModel | undefined;
  afterEach(() => model?.close());

  it('is first stated as a test that fails, and its patch waits for the person to confirm the test', async () => {
    model = await startAskedModel({
      test: [`It checks that punctuation goes.\n\n${fence('test/punctuation.test.js', NEW_TEST)}`],
      question: ['{"question": null}'],
      edit: [`It kept everything.\n\n${fence('src/slug.js', MENDED)}`],
      bodies: [`It kept everything.\n\n${fence('src/slug.js', MENDED)}`],
      plan: ['slug in src/slug.js has to drop what is no letter.'],
    });
    const folder = project(WORKS);
    const before = bytesOf(folder);
    const ended = await run([
      folder,
      REQUEST,
      '--base-url',
      model.baseUrl,
      '--model',
      'loopback',
      '--budget-seconds',
      '40',
    ]);
    expect(bytesOf(folder)).toEqual(before);
    const shown = ended.events.find((event) => event.type === 'reproduced');
    expect(shown, JSON.stringify(ended.events.filter((e) => e.type === 'reproduced'))).toMatchObject({
      shows: true,
    });
    expect(ended.outcome?.outcome).toMatchObject({
      verdict: 'asked',
      unconfirmedTest: { path: 'test/punctuation.test.js', text: NEW_TEST },
      question: { text: expect.stringContaining('Does this test say what you mean?') },
    });
    expect(ended.outcome?.diff).toContain('src/slug.js');
    expect(ended.outcome?.diff).not.toContain('punctuation.test.js');
  });
});
