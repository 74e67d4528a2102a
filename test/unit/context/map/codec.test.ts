import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTags, encodeTags } from '../../../../src/context/map/codec.ts';
import { keyOf, keyOfLine } from '../../../../src/context/map/tag-store.ts';
import { Tagger } from '../../../../src/context/map/tagger.ts';
import { grammars } from './grammars.ts';

const tagger = new Tagger(grammars);
const piece = fc.oneof(
  fc.constantFrom(
    'class A {',
    '}',
    'def f():',
    '\n',
    '  ',
    'import x from "y"',
    'from a import b',
    '(',
    '"',
    '`${',
    '/*',
    '*/',
    '=> {',
    'x.y.z',
    '@d',
    '\r\n',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

describe('the tags of any text', () => {
  it('come back from the disk as they were', async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.constantFrom('a.ts', 'a.tsx', 'a.js', 'a.py', 'a.java', 'a.txt'),
        async (content, path) => {
          const tags = await tagger.tag(path, content);
          const line = encodeTags(keyOf(path, content), tags);
          expect(line).not.toContain('\n');
          expect(keyOfLine(line)).toBe(keyOf(path, content));
          expect(decodeTags(line)).toEqual({ key: keyOf(path, content), tags });
          for (const { line: first, endLine } of tags.definitions) {
            expect(first).toBeGreaterThanOrEqual(1);
            expect(endLine).toBeGreaterThanOrEqual(first);
            expect(endLine).toBeLessThanOrEqual(content.split('\n').length);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('are none for a line that is no line of tags', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        expect(decodeTags(line)).toBeUndefined();
      }),
    );
  });

  it('depend on the language: the same text in another one has another key', () => {
    expect(keyOf('a.ts', 'x')).toBe(keyOf('b/c.ts', 'x'));
    expect(keyOf('a.ts', 'x')).not.toBe(keyOf('a.py', 'x'));
  });
});
