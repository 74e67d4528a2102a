import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hunksOf, stepsOf } from '../../../src/edits/delta.ts';
import { parseReply } from '../../../src/edits/parse.ts';
import { profileOf } from '../../../src/edits/profile.ts';
import { createReplyReader } from '../../../src/edits/reply-reader.ts';
import { tokensOf } from '../../../src/edits/tokens.ts';

const reader = createReplyReader();

/** The file after a reply, or undefined when it is refused. */
function edited(reply: string, text: string): string | undefined {
  const reading = reader.read(reply, {
    list: () => ['a.ts'],
    read: (path) => (path === 'a.ts' ? text : undefined),
  });
  if (reading.kind === 'refused') return undefined;
  const [edit] = reading.edits;
  if (edit?.kind !== 'modify') throw new Error(`no change of the file: ${JSON.stringify(reading.edits)}`);
  return edit.replacements.reduceRight(
    (now, { start, end, text: by }) => now.slice(0, start) + by + now.slice(end),
    text,
  );
}

const block = (search: readonly string[], replace: readonly string[]): string =>
  ['a.ts', '```', '<<<<<<< SEARCH', ...search, '=======', ...replace, '>>>>>>> REPLACE', '```'].join('\n');
const diff = (search: readonly string[], replace: readonly string[]): string =>
  [
    '```diff',
    '--- a/a.ts',
    '+++ b/a.ts',
    '@@ @@',
    ...search.map((l) => `-${l}`),
    ...replace.map((l) => `+${l}`),
    '```',
  ].join('\n');

const wordOf = fc.stringMatching(/^[a-z]{3,8}$/);
/** A line of code that no other line of the file is. */
const statementOf = fc.record({ name: wordOf, call: wordOf, value: fc.nat(99), depth: fc.nat(3) });
const fileOf = fc
  .array(statementOf, { minLength: 6, maxLength: 30 })
  .map((all) =>
    all.map(
      ({ name, call, value, depth }, i) => `${'  '.repeat(depth)}${name}${i} = ${call}(${value}, ${i});`,
    ),
  );
const slipOf = fc.record({ line: fc.nat(), at: fc.nat(), letter: fc.constantFrom('x', 'q', '') });

/** A run of lines of the file with the one that changes among them. */
function draw(
  file: readonly string[],
  a: number,
  b: number,
  c: number,
): { from: number; to: number; at: number } {
  const from = a % file.length;
  const to = from + 1 + (b % Math.min(8, file.length - from));
  return { from, to, at: from + (c % (to - from)) };
}

describe('whatever the block looks like', () => {
  it('a line that the change does not concern stays as it is, byte for byte', () => {
    fc.assert(
      fc.property(
        fileOf,
        fc.nat(),
        fc.nat(),
        fc.nat(),
        fc.array(slipOf, { maxLength: 3 }),
        fc.constantFrom('\n', '\r\n'),
        (file, a, b, c, slips, eol) => {
          const { from, to, at } = draw(file, a, b, c);
          const spoil = (line: string, i: number): string =>
            slips.reduce((text, slip) => {
              if (slip.line % (to - from) !== i || from + i === at) return text;
              const cut = slip.at % Math.max(1, text.length);
              return text.slice(0, cut) + slip.letter + text.slice(cut + 1);
            }, line);
          const search = file.slice(from, to).map(spoil);
          const replace = search.map((line, i) => (from + i === at ? line.replace('(', '(changed, ') : line));
          const now = edited(block(search, replace), file.join(eol));
          const wanted = file.map((line, i) => (i === at ? line.replace('(', '(changed, ') : line)).join(eol);
          expect([undefined, wanted]).toContain(now);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('a line that is not in the file is never changed', () => {
    fc.assert(
      fc.property(
        fileOf,
        fc.nat(),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 100, max: 999 }),
        (file, a, b, c, value) => {
          const { from, to, at } = draw(file, a, b, c);
          const search = file
            .slice(from, to)
            .map((line, i) => (from + i === at ? line.replace(/\(\d+/, `(${value}`) : line));
          const replace = search.map((line, i) => (from + i === at ? line.replace('(', '(changed, ') : line));
          expect(edited(block(search, replace), file.join('\n'))).toBeUndefined();
        },
      ),
    );
  });

  it('a block that stands there twice is refused, however it is indented', () => {
    fc.assert(
      fc.property(fileOf, fc.nat(), fc.nat(), fc.boolean(), (file, a, b, isDedented) => {
        const { from, to } = draw(file, a, b, 0);
        const lines = file.slice(from, to);
        const search = isDedented ? lines.map((line) => line.trimStart()) : lines;
        const replace = search.map((line, i) => (i === 0 ? line.replace('(', '(changed, ') : line));
        expect(edited(block(search, replace), [...file, '', ...lines].join('\n'))).toBeUndefined();
      }),
    );
  });

  it('a block and a diff that say the same do the same', () => {
    fc.assert(
      fc.property(
        fileOf,
        fc.nat(),
        fc.nat(),
        fc.array(statementOf, { minLength: 1, maxLength: 3 }),
        (file, a, b, wanted) => {
          const { from, to } = draw(file, a, b, 0);
          const replace = wanted.map(({ name, value }) => `${name} = ${value};`);
          const search = file.slice(from, to);
          const [one, other] = [block, diff].map((write) => edited(write(search, replace), file.join('\n')));
          expect(one).toBe([...file.slice(0, from), ...replace, ...file.slice(to)].join('\n'));
          expect(other).toBe(one);
        },
      ),
    );
  });
});

describe('the parts', () => {
  const mark = fc.constantFrom(
    ...[
      '<<<<<<< SEARCH',
      '=======',
      '>>>>>>> REPLACE',
      '```',
      '```diff',
      '~~~',
      '--- a/a.ts',
      '+++ b/a.ts',
      '@@ @@',
      '@@ -1 +1 @@',
    ],
    ...[
      '+x',
      '-x',
      ' x',
      '*** Begin Patch',
      '*** Update File: a.ts',
      '*** Delete File: a.ts',
      'DELETE a.ts',
      'RENAME a.ts -> b.ts',
    ],
    ...[
      'a.ts',
      'a.ts#f',
      'function f() {',
      '}',
      '// ...',
      '...',
      '',
      'deleted file mode 1',
      'rename from a.ts',
      'rename to ../b',
    ],
  );
  const replyOf = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(mark, { maxLength: 25 }).map((lines) => lines.join('\n')),
  );

  it('any reply is read or refused, with any file', () => {
    fc.assert(
      fc.property(replyOf, fc.oneof(fc.string({ unit: 'binary' }), replyOf), (reply, text) => {
        expect(['blocks', 'refused']).toContain(parseReply(reply).kind);
        const reading = reader.read(reply, {
          list: () => ['a.ts'],
          read: (path) => (path === 'a.ts' ? text : undefined),
        });
        expect(reading.kind === 'refused' ? reading.reason : reading.edits).not.toHaveLength(0);
      }),
      { numRuns: 3000 },
    );
  });

  const lineOf = fc.constantFrom('a();', 'b();', '', '  a();', '}', 'a();  ', 'const c = 1;');

  it('the difference of two texts turns the one into the other', () => {
    fc.assert(
      fc.property(fc.array(lineOf), fc.array(lineOf), (old, now) => {
        const result = hunksOf(old, now, 0).reduceRight<string[]>(
          (lines, hunk) => lines.toSpliced(hunk.from, hunk.to - hunk.from, ...hunk.lines),
          [...old],
        );
        expect(result).toEqual(now);
      }),
    );
  });

  it('the steps from search to replacement go through each line of both once, in order', () => {
    fc.assert(
      fc.property(fc.array(lineOf), fc.array(lineOf), (search, replace) => {
        const numbers = new Map();
        const steps = stepsOf(profileOf(search, numbers), profileOf(replace, numbers), (a, b) => a === b);
        expect(steps.flatMap((step) => ('s' in step ? [step.s] : []))).toEqual([...search.keys()]);
        expect(steps.flatMap((step) => ('r' in step ? [step.r] : []))).toEqual([...replace.keys()]);
        for (const step of steps) if (step.kind === 'same') expect(search[step.s]).toBe(replace[step.r]);
      }),
    );
  });

  it('tokens and the space between them are the line', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z0-9'"`/*#.;,(){}\\= ]{0,40}$/)),
        (text) => {
          const line = text.replace(/[\r\n]/g, '');
          let at = 0;
          for (const token of tokensOf(line)) {
            expect(line.slice(at, token.start).trim()).toBe('');
            expect(line.slice(token.start, token.start + token.text.length)).toBe(token.text);
            expect(token.text).not.toBe('');
            at = token.start + token.text.length;
          }
          expect(line.slice(at).trim()).toBe('');
        },
      ),
      { numRuns: 1000 },
    );
  });
});
