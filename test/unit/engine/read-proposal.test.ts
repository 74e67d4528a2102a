import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProposal } from '../../../src/engine/verify/read-proposal.ts';
import { applyEdits } from '../../../src/environment/apply-edits.ts';
import { unifiedDiff } from '../../../src/environment/diff.ts';
import type { Sources } from '../../../src/loop/rooms.ts';

const sources = (files: Readonly<Record<string, string>>): Sources => ({
  list: () => Object.keys(files),
  read: (path) => files[path],
});

/** The files after the proposal, or the reason why it was refused. */
function applied(
  files: Readonly<Record<string, string>>,
  proposal: Parameters<typeof readProposal>[0],
): Readonly<Record<string, string | undefined>> | string {
  const read = readProposal(proposal, sources(files));
  if (read.kind === 'refused') return read.reason;
  const result = applyEdits(sources(files), read.edits);
  return result.kind === 'refused' ? result.reason : Object.fromEntries(result.texts);
}

describe('a patch that comes as data', () => {
  it('as a diff gives exactly the text that the diff was made from', () => {
    const line = fc.constantFrom('', 'a();', 'b();', '  return x;', '}', '-- sql', '++ list', '@@ mark');
    const text = fc
      .tuple(fc.array(line, { minLength: 1, maxLength: 30 }), fc.boolean(), fc.constantFrom('\n', '\r\n'))
      .map(([lines, ends, eol]) => lines.join(eol) + (ends ? eol : ''));
    fc.assert(
      fc.property(text, text, (before, next) => {
        fc.pre(before !== next && before !== '');
        const diff = unifiedDiff([{ path: 'src/a.ts', before, after: next }]);
        expect(applied({ 'src/a.ts': before }, { diff })).toEqual({ 'src/a.ts': next });
      }),
      { numRuns: 300 },
    );
  });

  it('leaves what stands between two changed places out of its edits', () => {
    const text = ['one();', 'two();', 'three();', ''].join('\n');
    const after = text.replace('one', 'first').replace('three', 'third');
    const places = (proposal: Parameters<typeof readProposal>[0]) => {
      const read = readProposal(proposal, sources({ 'a.ts': text }));
      const [edit] = read.kind === 'edits' ? read.edits : [];
      return edit?.kind === 'modify' ? edit.replacements.map(({ start, end }) => text.slice(start, end)) : [];
    };
    expect(places({ diff: unifiedDiff([{ path: 'a.ts', before: text, after }]) })).toEqual(['one', 'ree']);
    expect(places({ edits: [{ path: 'a.ts', newText: after }] })).toEqual(['one', 'ree']);
  });

  it('as a diff may create and delete files', () => {
    const diff = unifiedDiff([
      { path: 'new.ts', after: 'one\n' },
      { path: 'old.ts', before: 'gone\n' },
    ]);
    expect(applied({ 'old.ts': 'gone\n' }, { diff })).toEqual({ 'new.ts': 'one\n', 'old.ts': undefined });
  });

  it('as a diff whose lines have moved is placed by what it changes', () => {
    const diff = unifiedDiff([{ path: 'a.ts', before: 'x\ny\nz\n', after: 'x\nY\nz\n' }]);
    expect(applied({ 'a.ts': 'new\nlines\nabove\nx\ny\nz\n' }, { diff })).toEqual({
      'a.ts': 'new\nlines\nabove\nx\nY\nz\n',
    });
  });

  it.each([
    ['a file that is not there', { diff: '--- a/b.ts\n+++ b/b.ts\n@@ -1 +1 @@\n-x\n+y\n' }],
    ['another text', { diff: '--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-nothing like it\n+y\n' }],
    ['a place outside', { diff: '--- a/../a.ts\n+++ b/../a.ts\n@@ -1 +1 @@\n-x\n+y\n' }],
    ['no patch at all', { diff: 'Please make it work.' }],
    ['nothing', {}],
    ['both forms at once', { diff: 'x', edits: [{ path: 'a.ts', newText: 'y' }] }],
    ['a passage that is not there', { edits: [{ path: 'a.ts', oldText: 'q', newText: 'y' }] }],
    ['a passage that is there twice', { edits: [{ path: 'a.ts', oldText: 'x', newText: 'y' }] }],
    ['no passage', { edits: [{ path: 'a.ts', oldText: '', newText: 'y' }] }],
    ['an absolute path', { edits: [{ path: '/etc/passwd', newText: 'y' }] }],
    ['the repository itself', { edits: [{ path: '.git/hooks/pre-commit', newText: 'y' }] }],
    ['the handbook', { edits: [{ path: '.credence/handbook.md', newText: 'y' }] }],
    ['no new text', { edits: [{ path: 'a.ts' }] }],
    [
      'the same file twice',
      {
        edits: [
          { path: 'a.ts', newText: 'y' },
          { path: 'a.ts', newText: 'z' },
        ],
      },
    ],
  ])('that is about %s is refused with a reason', (_what, proposal) => {
    expect(applied({ 'a.ts': 'x\nx\n' }, proposal)).toMatch(/\w+ \w+/);
  });

  it('as edits replaces passages, whatever ends the lines of the file', () => {
    const files = { 'a.ts': 'one\r\ntwo\r\nthree\r\n' };
    const edits = [
      { path: 'a.ts', oldText: 'three', newText: '3' },
      { path: 'a.ts', oldText: 'one\ntwo', newText: '1\n2' },
    ];
    expect(applied(files, { edits })).toEqual({ 'a.ts': '1\r\n2\r\n3\r\n' });
  });

  it('as edits may write, create and delete whole files', () => {
    const files = { 'a.ts': 'one\n', 'b.ts': 'two\n' };
    const edits = [
      { path: 'a.ts', newText: 'eins\n' },
      { path: 'b.ts', delete: true },
      { path: 'c.ts', newText: 'drei\n' },
    ];
    expect(applied(files, { edits })).toEqual({ 'a.ts': 'eins\n', 'b.ts': undefined, 'c.ts': 'drei\n' });
  });
});
