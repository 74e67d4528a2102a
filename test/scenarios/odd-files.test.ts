import { describe, expect, it } from 'vitest';
import { BROKEN, bytesOf, project } from './support/projects.ts';
import { bundlesTheTerminal, run } from './support/terminal.ts';

const SOURCE = BROKEN['src/age.js'];

describe('files that are written unusually keep their form', () => {
  bundlesTheTerminal();

  it.each([
    ['Windows line endings', { 'src/age.js': SOURCE.replaceAll('\n', '\r\n') }],
    ['a byte-order mark', { 'src/age.js': `\uFEFF${SOURCE}` }],
    ['letters beyond ASCII before the bug', { 'src/age.js': `// Größe, 年齢, 🎂🎂\n${SOURCE}` }],
    ['no newline at the end', { 'src/age.js': SOURCE.trimEnd() }],
    ['a huge file beside it', { 'data/huge.js': `export const text = '${'x'.repeat(6_000_000)}';\n` }],
    ['bytes that are no text beside it', { 'data/logo.bin': new Uint8Array([0, 255, 254, 0, 128, 7]) }],
  ])('%s', async (_what, odd) => {
    const folder = project({ ...BROKEN, ...odd });
    const before = bytesOf(folder);
    const ended = await run([folder, '--apply', '--budget-seconds', '50', '--budget-candidates', '24']);
    expect(ended.outcome, ended.stderr).toMatchObject({ verdict: 'solved' });
    const { '.credence/handbook.md': _handbook, ...after } = bytesOf(folder);
    expect(after).toEqual({
      ...before,
      'src/age.js': before['src/age.js']?.replace('age > 18', 'age >= 18'),
    });
  });
});
