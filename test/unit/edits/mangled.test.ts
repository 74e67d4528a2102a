import { describe, expect, it } from 'vitest';
import { readReply } from '../../../src/edits/reply-reader.ts';

const CART = `class Cart:
    """A cart – “full” of café items."""

    def total(self):
        sum = 0
        for item in self.items:
            sum += item.price
        return sum

    def tax(self):
        rate = 0.19
        for item in self.items:
            rate += item.rate
        return rate


def later():
    return last
`;
const FILES: Readonly<Record<string, string>> = { 'src/cart.py': CART };
const sources = { list: () => Object.keys(FILES), read: (path: string) => FILES[path] };

const block = (search: string, replace: string, path = 'src/cart.py'): string =>
  `${path}\n\`\`\`\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n\`\`\`\n`;
function apply(reply: string): string {
  const reading = readReply(reply, sources);
  if (reading.kind === 'refused') return `refused: ${reading.reason}`;
  const [edit] = reading.edits;
  if (edit?.kind !== 'modify') return JSON.stringify(reading.edits);
  return edit.replacements.reduceRight(
    (text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end),
    CART,
  );
}

describe('a block of a few lines with dots between them', () => {
  const dots = (head: string, tail: string, now: string, form: string): string =>
    block([head, form, tail].join('\n'), [head, form, now].join('\n'));

  it.each(['        # ...', '        # ... (rest unchanged) ...', '        [...]', '        …'])(
    'is found by its lines where they stand in one way alone: %s',
    (form) => {
      const reply = dots('    def total(self):', '        return sum', '        return sum + 1', form);
      expect(apply(reply)).toBe(CART.replace('return sum', 'return sum + 1'));
    },
  );

  it('is refused where what changes stands in more than one place', () => {
    const reply = dots(
      'class Cart:',
      '        for item in self.items:',
      '        for item in all(self.items):',
      '    # ...',
    );
    expect(apply(reply)).toMatch(/^refused: .*more than one place \(lines 6, 12\)/);
  });

  it('does not leave the function whose head it begins with', () => {
    const reply = dots(
      '    def total(self):',
      '        return rate',
      '        return rate + 1',
      '        # ...',
    );
    expect(apply(reply)).toMatch(/^refused/);
    expect(apply(dots('class Cart:', '    return last', '    return 1', '    # ...'))).toMatch(/^refused/);
  });
});

describe('three dots in a replacement', () => {
  const search =
    '        sum = 0\n        for item in self.items:\n            sum += item.price\n        return sum';
  const head = '    def total(self):\n';

  it.each([
    ['before a line that changed', `${head}${search}`, `${head}        ...\n        return sum + 1`],
    ['behind one', `${head}${search}`, `${head}        sum = 1\n        ...`],
    ['below a head that changed', `${head}${search}`, '    def total(self, tax):\n        ...'],
    [
      'in context that is not as it is written',
      `${head}\n${search}`,
      `${head}\n        ...\n        return 1`,
    ],
  ])('take no code away %s', (_, before, after) => {
    const stub = '\n\ndef later2():\n        ...\n';
    const read = (path: string) => (path === 'a.py' ? CART + stub : FILES[path]);
    const reading = readReply(block(before, after, 'a.py'), { list: () => ['a.py'], read });
    expect(apply(block(before, after))).toMatch(/^refused: .*“\.\.\.” leaves out/);
    // No more where the file has such a line of its own.
    expect(reading.kind).toBe('refused');
  });

  it.each([
    ['in place of one line', '    return last', 'def later(x):\n    ...'],
    ['below a docstring', '    return last', 'def later():\n    """The last one."""\n    ...'],
    [
      'in new overloads',
      '    return last',
      '@overload\ndef later(x: int) -> int:\n    ...\n\n\ndef later():\n    return last',
    ],
  ])('are the body of a stub %s', (_, body, after) => {
    expect(apply(block(`def later():\n${body}`, after))).toBe(CART.replace(`def later():\n${body}`, after));
  });
});

describe('a reply that something happened to', () => {
  const mended = CART.replace('return sum', 'return sum + 1');
  const reply = block('        return sum', '        return sum + 1');

  it('is read without what was thought aloud in front of it', () => {
    const thought = block('        return sum', '        return sum + 2');
    expect(apply(`<think>\nPerhaps so:\n${thought}</think>\n${reply}`)).toBe(mended);
  });

  it('is read without it where its beginning was lost, or where it speaks of its own end', () => {
    const thought = block('        return sum', '        return sum + 2');
    for (const draft of [`Perhaps so:\n${thought}</think>`, `${thought}So it is.</thinking>`])
      expect(apply(`${draft}${reply}`)).toBe(mended);
    expect(apply(`<think>\nBefore </think>, so:\n${thought}\n</think>\n${reply}`)).toBe(mended);
    expect(apply(`<think>\nOne.</think>\n<think>\n${thought}</think>\n${reply}`)).toBe(mended);
  });

  it('is refused where the thought has no end, and may write of such ends', () => {
    expect(apply(`<think>\nPerhaps so:\n${reply}`)).toMatch(/^refused: .*cut off/);
    for (const code of [`cut(sum, '</think>')`, `"""\n<think>\n</think>\n"""`])
      expect(apply(block('        return sum', `        return ${code}`))).toBe(
        CART.replace('return sum', `return ${code}`),
      );
  });

  it('is read where all of it is quoted as in mail', () => {
    expect(apply(reply.replace(/^/gm, '> '))).toBe(mended);
  });

  it('finds context that is written with plain marks and other accents, and leaves it as it is', () => {
    const line = '    """A cart - "full" of cafe\u0301 items."""\n\n    def total(self):';
    expect(apply(block(line, `${line}\n        self.check()`))).toBe(
      CART.replace('def total(self):\n', 'def total(self):\n        self.check()\n'),
    );
  });

  it('keeps what it leaves out at the beginning of the replacement, whatever stands there', () => {
    const search = '\n    def tax(self):\n        rate = 0.19\n        for item in self.items:';
    const replace = '\n    # ...\n        rate = 0.19\n        for item in all(self.items):';
    expect(apply(block(search, replace))).toBe(
      CART.replace('0.19\n        for item in self.items', '0.19\n        for item in all(self.items)'),
    );
  });

  it('creates no two files whose names differ in case alone, but one in place of another', () => {
    const file = (path: string): string => `${path}\n\`\`\`\nx = 1\n\`\`\`\n`;
    expect(apply(`${file('src/New.py')}${file('src/new.py')}`)).toMatch(
      /^refused: .*same file as src\/New\.py/,
    );
    expect(apply(`RENAME src/cart.py -> src/new.py\n${file('src/New.py')}`)).toMatch(/^refused: .*same file/);
    for (const parts of [
      ['DELETE src/cart.py\n', file('src/Cart.py')],
      [file('src/Cart.py'), 'DELETE src/cart.py\n'],
    ])
      expect(JSON.parse(apply(parts.join('')))).toEqual([
        { kind: 'delete', path: 'src/cart.py' },
        { kind: 'create', path: 'src/Cart.py', text: 'x = 1\n' },
      ]);
  });

  it('creates no file whose name differs from another in case alone, and writes no half characters', () => {
    expect(apply('src/Cart.py\n```\nx = 1\n```\n')).toMatch(/^refused: .*same file as src\/cart\.py/);
    for (const broken of ['\0', '\ud800'])
      expect(apply(block('        return sum', `        return "${broken}"`))).toMatch(
        /^refused: .*no source has/,
      );
  });
});
