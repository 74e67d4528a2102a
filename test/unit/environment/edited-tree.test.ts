import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countErrors } from '../../../src/syntax/syntax.ts';
import { testSyntax } from '../../support/syntax.ts';

const TEXT = readFileSync(resolve(import.meta.dirname, '../../../src/syntax/change.ts'), 'utf8');

describe('parsing an edited text from the tree of the one before', () => {
  it('finds errors where parsing it anew does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(TEXT.length),
        fc.nat(20),
        fc.constantFrom('', ' ', '}', '(', 'if (x) {', '🙂', '\n', 'return 1;', '`'),
        async (start, length, added) => {
          const after = TEXT.slice(0, start) + added + TEXT.slice(start + length);
          const edited = await testSyntax().errorsOf('a.ts', TEXT, after);
          const anew = await testSyntax().withTree('a.ts', after, countErrors);
          expect(edited?.before).toBe(0);
          expect((edited?.after ?? 0) > 0).toBe((anew ?? 0) > 0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('says nothing of a language without a grammar', async () => {
    expect(await testSyntax().errorsOf('a.txt', 'a', 'b')).toBeUndefined();
  });
});
