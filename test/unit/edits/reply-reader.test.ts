import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReplyReader } from '../../../src/edits/reply-reader.ts';
import type { ReplyReading, Sources } from '../../../src/loop/rooms.ts';

const reader = createReplyReader();

function workspace(files: Record<string, string>): Sources {
  return { list: () => Object.keys(files).toSorted(), read: (path) => files[path] };
}

/** One edit as the instructions ask for it. */
function edit(path: string, search: string, replace: string, eol = '\n'): string {
  return [path, '```ts', '<<<<<<< SEARCH', search, '=======', replace, '>>>>>>> REPLACE', '```', ''].join(
    eol,
  );
}

/** The files after the edits of a reply. */
function apply(reply: string, files: Record<string, string>): Record<string, string> {
  const reading = reader.read(reply, workspace(files));
  if (reading.kind === 'refused') throw new Error(reading.reason);
  return applied(reading, files);
}

function applied(
  reading: Extract<ReplyReading, { kind: 'edits' }>,
  files: Record<string, string>,
): Record<string, string> {
  const after = { ...files };
  for (const change of reading.edits) {
    if (change.kind === 'create') after[change.path] = change.text;
    if (change.kind !== 'modify') continue;
    let text = after[change.path] ?? '';
    let limit = text.length;
    for (const { start, end, text: piece } of change.replacements.toReversed()) {
      expect(start).toBeLessThanOrEqual(end);
      expect(end).toBeLessThanOrEqual(limit);
      limit = start;
      text = text.slice(0, start) + piece + text.slice(end);
    }
    after[change.path] = text;
  }
  return after;
}

function refusal(reply: string, files: Record<string, string>): string {
  const reading = reader.read(reply, workspace(files));
  if (reading.kind === 'edits') throw new Error(`accepted: ${JSON.stringify(reading.edits)}`);
  expect(reading.reason).toMatch(/^.*[.?]$/s);
  return reading.reason;
}

const cart = `// The cart.
export function total(items: Item[]): number {
  // Sum of all prices.
  let sum = 0;
  for (const item of items) {
    sum -= item.price * item.count;
  }
  return sum;
}

export function isFree(items: Item[]): boolean {
  return total(items) < 0;
}
`;
const fixed = cart.replace('sum -= item', 'sum += item');

describe('an edit written as asked', () => {
  it('changes one line by the smallest replacement', () => {
    const reply = edit(
      'src/cart.ts',
      '    sum -= item.price * item.count;',
      '    sum += item.price * item.count;',
    );
    const reading = reader.read(`The sign is wrong.\n\n${reply}`, workspace({ 'src/cart.ts': cart }));
    const start = cart.indexOf('-= item');
    expect(reading).toEqual({
      kind: 'edits',
      edits: [{ kind: 'modify', path: 'src/cart.ts', replacements: [{ start, end: start + 1, text: '+' }] }],
      note: 'The sign is wrong.',
    });
  });

  it('may hold several edits of several files, and create one', () => {
    const files = { 'a.ts': 'const a = 1;\nconst b = 2;\nconst c = 3;\n', 'b.ts': 'x\n' };
    const reply =
      edit('a.ts', 'const c = 3;', 'const c = 33;') +
      edit('a.ts', 'const a = 1;', 'const a = 11;\nconst aa = 1;') +
      edit('b.ts', 'x', 'y') +
      'new/c.ts\n```ts\nexport {};\n```\n';
    expect(apply(reply, files)).toEqual({
      'a.ts': 'const a = 11;\nconst aa = 1;\nconst b = 2;\nconst c = 33;\n',
      'b.ts': 'y\n',
      'new/c.ts': 'export {};\n',
    });
  });

  it.each([
    [
      'in the info string',
      '```ts src/cart.ts\n<<<<<<< SEARCH\n  let sum = 0;\n=======\n  let sum = 1;\n>>>>>>> REPLACE\n```',
    ],
    [
      'alone in the info string',
      '```src/cart.ts\n<<<<<<< SEARCH\n  let sum = 0;\n=======\n  let sum = 1;\n>>>>>>> REPLACE\n```',
    ],
    [
      'inside the fence',
      '```ts\nsrc/cart.ts\n<<<<<<< SEARCH\n  let sum = 0;\n=======\n  let sum = 1;\n>>>>>>> REPLACE\n```',
    ],
    [
      'as a heading',
      '### `src/cart.ts`:\n\n```\n<<<<<<< SEARCH\n  let sum = 0;\n=======\n  let sum = 1;\n>>>>>>> REPLACE\n```',
    ],
    [
      'with no fence at all',
      '**File: src/cart.ts**\n<<<<<<< SEARCH\n  let sum = 0;\n=======\n  let sum = 1;\n>>>>>>> REPLACE',
    ],
    [
      'with ./ in front',
      './src/cart.ts\n```\n<<<<<<< SEARCH\n  let sum = 0;\n=======\n  let sum = 1;\n>>>>>>> REPLACE\n```',
    ],
    [
      'with line numbers copied along',
      'src/cart.ts\n```\n<<<<<<< SEARCH\n4|  let sum = 0;\n=======\n4|  let sum = 1;\n>>>>>>> REPLACE\n```',
    ],
  ])('finds its path %s', (_where, reply) => {
    expect(apply(reply, { 'src/cart.ts': cart })['src/cart.ts']).toBe(cart.replace('sum = 0', 'sum = 1'));
  });

  it('may hold fences in what it writes', () => {
    const readme = '# A\n\n```ts\nold();\n```\n';
    expect(apply(edit('a.md', '```ts\nold();\n```', '```ts\nnew_();\n```'), { 'a.md': readme })['a.md']).toBe(
      '# A\n\n```ts\nnew_();\n```\n',
    );
  });

  it('may rewrite a small file wholly', () => {
    expect(apply(`src/cart.ts\n\`\`\`ts\n${fixed}\`\`\`\n`, { 'src/cart.ts': cart })['src/cart.ts']).toBe(
      fixed,
    );
  });
});

describe('the change is applied, not the context', () => {
  const change = (search: string, replace: string, file = cart): string =>
    apply(edit('src/cart.ts', search, replace), { 'src/cart.ts': file })['src/cart.ts'] ?? '';

  it('dedented', () => {
    const search = 'for (const item of items) {\n  sum -= item.price * item.count;\n}';
    expect(change(search, search.replace('-=', '+='))).toBe(fixed);
  });

  it('with tabs where the file has spaces, and a new nested line', () => {
    const search = '\tfor (const item of items) {\n\t\tsum -= item.price * item.count;\n\t}';
    const replace = '\tfor (const item of items) {\n\t\tif (item) {\n\t\t\tsum += item.price;\n\t\t}\n\t}';
    expect(change(search, replace)).toBe(
      cart.replace('    sum -= item.price * item.count;', '    if (item) {\n      sum += item.price;\n    }'),
    );
  });

  it('with a dropped comment, which stays', () => {
    const search =
      'export function total(items: Item[]): number {\n  let sum = 0;\n  for (const item of items) {\n    sum -= item.price * item.count;';
    expect(change(search, search.replace('-=', '+='))).toBe(fixed);
  });

  it('with a typo in the context, which does not reach the file', () => {
    const search = '  let sum = 0;\n  for (const itm of items) {\n    sum -= item.price * item.count;\n  }';
    expect(change(search, search.replace('-=', '+='))).toBe(fixed);
  });

  it('with trailing space in the file', () => {
    const file = cart.replace('let sum = 0;', 'let sum = 0;  ');
    expect(
      change(
        '  let sum = 0;\n  for (const item of items) {',
        '  let sum = 0;\n  let n = 0;\n  for (const item of items) {',
        file,
      ),
    ).toBe(file.replace('sum = 0;  \n', 'sum = 0;  \n  let n = 0;\n'));
  });
});

describe('refused, with the reason', () => {
  const files = { 'src/cart.ts': cart, 'src/twice.ts': 'a();\nb();\na();\nc();\n' };
  it.each([
    ['nothing', '  \n', /empty/],
    ['prose', 'I would change the sign.', /no edit/],
    ['two places', edit('src/twice.ts', 'a();', 'z();'), /more than one place \(lines 1, 3\)/],
    [
      'a stale operator',
      edit('src/cart.ts', '    sum *= item.price * item.count;', '    sum += item.price * item.count;'),
      /sum \*= item/,
    ],
    [
      'a stale number',
      edit(
        'src/cart.ts',
        '  let sum = 7;\n  for (const item of items) {',
        '  let sum = 8;\n  for (const item of items) {',
      ),
      /let sum = 7/,
    ],
    [
      'other code',
      edit('src/cart.ts', 'function nowhere() {\n  return 42;\n}', 'function nowhere() {\n  return 43;\n}'),
      /not found|not in the file/,
    ],
    ['no change', edit('src/cart.ts', '  let sum = 0;', '  let sum = 0;'), /change nothing/],
    ['an empty search', edit('src/cart.ts', '', 'x();'), /empty SEARCH/],
    ['cut in the search', 'src/cart.ts\n```\n<<<<<<< SEARCH\n  let sum', /cut off.*=======/],
    [
      'cut in the replacement',
      'src/cart.ts\n```\n<<<<<<< SEARCH\n  let sum = 0;\n=======\n  let',
      /cut off.*REPLACE/,
    ],
    ['a cut file', 'src/new.ts\n```ts\nexport const a', /cut off/],
    ['a second divider', edit('src/cart.ts', '  let sum = 0;\n=======', 'x'), /malformed/],
    ['an end without a beginning', '```\n>>>>>>> REPLACE\n```', /never began/],
    ['no path', '```\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n```', /which file/],
    ['an unknown file', edit('lib/cart.ts', 'a', 'b'), /Did you mean src\/cart.ts\?/],
    ['a diff of other code', 'src/cart.ts\n```diff\n@@ -1 +1 @@\n-a\n+b\n```', /not found/],
    [
      'an elided file',
      `src/cart.ts\n\`\`\`\nexport const a = 1;\n${cart.split('\n').slice(3, 8).join('\n')}\n// ... rest as before\nexport {};\n\`\`\``,
      /leaves something out/,
    ],
    ['a fragment as a file', 'src/cart.ts\n```\nreturn 1;\n```', /would drop/],
    [
      'overlapping edits',
      edit('src/cart.ts', '  let sum = 0;', '  let sum = 1;') +
        edit('src/cart.ts', '  let sum = 0;', '  let sum = 2;'),
      /same lines/,
    ],
  ])('%s', (_what, reply, says) => {
    expect(refusal(reply, files)).toMatch(says);
  });

  it.each([
    '../x.ts',
    'src/../../x.ts',
    '/etc/x.conf',
    'C:\\x.ts',
    'C:/x.ts',
    'file:///x.ts',
    'https://a.b/x.ts',
    '~/x.ts',
    '.git/config.x',
    'a/node_modules/b/x.js',
    '\\\\host\\x.ts',
    'src//x.ts',
  ])('a path outside: %s', (path) => {
    expect(refusal(edit(path, '', 'x'), files)).toMatch(/not a path inside|never edited/);
  });
});

describe('the file keeps its ways', () => {
  it('CRLF, a missing final newline and non-ASCII text', () => {
    const file = 'const grüße = "🎉";\r\nconst b = 2;\r\nlast()';
    const reply = edit('a.ts', 'const b = 2;\nlast()', 'const b = 3;\nconst ü = "😀";\nlast();');
    expect(apply(reply, { 'a.ts': file })['a.ts']).toBe(
      'const grüße = "🎉";\r\nconst b = 3;\r\nconst ü = "😀";\r\nlast();',
    );
  });

  it.each([
    ['a();\nb();\nc();', 'a();\nb();'],
    ['a();\r\nb();\r\nc();\r\n', 'a();\r\nb();\r\n'],
  ])('when its last line goes', (file, after) => {
    const reply = 'a.ts\n```\n<<<<<<< SEARCH\nc();\n=======\n>>>>>>> REPLACE\n```\n';
    expect(apply(reply, { 'a.ts': file })['a.ts']).toBe(after);
  });

  it('never splits a character in two', () => {
    const reading = reader.read(edit('a.ts', '"😀"', '"😁"'), workspace({ 'a.ts': '"😀"\n' }));
    expect(reading).toMatchObject({ edits: [{ replacements: [{ start: 1, end: 3, text: '😁' }] }] });
  });

  it('a created file has no byte-order mark', () => {
    expect(apply('a.ts\n```\n\uFEFFx\n```', {})['a.ts']).toBe('x\n');
  });
});

const lineOf = fc.stringMatching(/^[ \t]{0,4}[a-zäß0-9(){};=+ 😀-]{0,12}$/u);
const eolOf = fc.constantFrom('\n', '\r\n');

it('in a large file a block is found though its context is full of slips', () => {
  const file = Array.from({ length: 20_000 }, (_, i) => `  const value${i} = compute(${i}, other);`);
  const slipped = file
    .slice(9000, 9018)
    .map((line, i) => (i % 3 === 0 ? line : line.replace('const', 'cnst')));
  const replace = slipped.map((line, i) => (i === 9 ? line.replace('other', 'better') : line));
  const after = apply(edit('a.ts', slipped.join('\n'), replace.join('\n')), { 'a.ts': file.join('\n') });
  const wanted = file.map((line, i) => (i === 9009 ? line.replace('other', 'better') : line));
  expect(after['a.ts'] === wanted.join('\n')).toBe(true);
  // A line that changes is never taken for one that it is merely like.
  const reason = refusal(edit('a.ts', slipped.join('\n'), '  x'), { 'a.ts': file.join('\n') });
  expect(reason).toMatch(/Copy the lines exactly/);
});

describe('properties', () => {
  it('never throws on any text', () => {
    const token = fc.constantFrom(
      '<<<<<<< SEARCH',
      '=======',
      '>>>>>>> REPLACE',
      '```',
      '```ts a.ts',
      'a.ts',
      '~~~',
      'x',
      '',
      'let a;',
      '../b',
    );
    const reply = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(token, { maxLength: 25 }).map((t) => t.join('\n')),
    );
    fc.assert(
      fc.property(reply, fc.string({ unit: 'binary' }), (text, file) => {
        const reading = reader.read(text, workspace({ 'a.ts': file }));
        if (reading.kind === 'edits') expect(reading.edits.length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('an exact edit gives exactly the wanted file', () => {
    fc.assert(
      fc.property(
        fc.array(lineOf, { minLength: 1, maxLength: 12 }),
        fc.array(lineOf, { maxLength: 5 }),
        fc.nat(),
        fc.nat(),
        eolOf,
        eolOf,
        fc.boolean(),
        (lines, wanted, a, b, fileEol, replyEol, final) => {
          // Unique lines, so that the edit is not ambiguous.
          const file = lines.map((line, i) => `${line}#${i}`);
          const from = a % file.length;
          const to = from + 1 + (b % (file.length - from));
          const join = (all: string[]): string =>
            all.join(fileEol) + (final && all.length > 0 ? fileEol : '');
          const after = [...file.slice(0, from), ...wanted, ...file.slice(to)];
          const reply = edit('a.ts', file.slice(from, to).join(replyEol), wanted.join(replyEol), replyEol);
          // One line without an end says nothing of the file's line endings.
          fc.pre(final || file.length > 1);
          // No line at all cannot be told from one empty line in the form of a block.
          fc.pre(wanted.length > 0);
          expect(apply(reply, { 'a.ts': join(file) })['a.ts']).toBe(join(after));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('an edit that lost its indentation lands in the right lines', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 8 }), eolOf, (depth, at, eol) => {
        const pad = '  '.repeat(depth);
        const file = Array.from({ length: 10 }, (_, i) => `${pad}call_${i}(value);`);
        const reply = edit('a.ts', `call_${at}(value);`, `call_${at}(other);`);
        const after = file.map((line, i) => (i === at ? line.replace('value', 'other') : line));
        expect(apply(reply, { 'a.ts': file.join(eol) })['a.ts']).toBe(after.join(eol));
      }),
    );
  });
});

it('the instructions stay short', () => {
  expect(reader.instructions.length / 4).toBeLessThan(350);
});
