import { describe, expect, it } from 'vitest';
import { createReplyReader } from '../../../src/edits/reply-reader.ts';
import type { Sources } from '../../../src/loop/rooms.ts';

const reader = createReplyReader();
const cart = `import { Item } from './item';

export class Cart {
  items: Item[] = [];

  /** The price of all items. */
  total(): number {
    let sum = 0;
    for (const item of this.items) sum -= item.price;
    return sum;
  }

  clear(): void {
    this.items = [];
  }
}

export function total(cart: Cart): number {
  return cart.total();
}
`;
const shop = `import os


class Shop:
    """A shop."""

    @property
    def size(self):
        """How large."""
        return 1

    def close(
        self,
        hard=False,
    ):
        if hard:
            os.abort()


def size():
    return 2
`;
const files: Record<string, string> = { 'src/cart.ts': cart, 'shop.py': shop };

function sources(texts: Record<string, string>): Sources {
  return { list: () => Object.keys(texts).toSorted(), read: (path) => texts[path] };
}

/** What becomes of the files; undefined stands for one that is deleted. */
function edited(reply: string, texts = files): Record<string, string | undefined> {
  const reading = reader.read(reply, sources(texts));
  if (reading.kind === 'refused') throw new Error(reading.reason);
  const result: Record<string, string | undefined> = { ...texts };
  for (const edit of reading.edits) {
    if (edit.kind === 'create') result[edit.path] = edit.text;
    else if (edit.kind === 'delete') delete result[edit.path];
    else
      result[edit.path] = edit.replacements.reduceRight(
        (text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end),
        texts[edit.path] ?? '',
      );
  }
  return result;
}

function reason(reply: string, texts = files): string {
  const reading = reader.read(reply, sources(texts));
  if (reading.kind === 'edits') throw new Error(`accepted: ${JSON.stringify(reading.edits)}`);
  return reading.reason;
}

const fenced = (path: string, ...lines: string[]): string => [path, '```', ...lines, '```', ''].join('\n');
const wrong = '    for (const item of this.items) sum -= item.price;';
const right = wrong.replace('-=', '+=');

describe('a unified diff', () => {
  const hunk = ['     let sum = 0;', `-${wrong}`, `+${right}`, '     return sum;'];
  const head = ['--- a/src/cart.ts', '+++ b/src/cart.ts'];

  it.each([
    ['as git writes it', ['```diff', ...head, '@@ -8,3 +8,3 @@', ...hunk, '```']],
    ['with numbers that are wrong', ['```diff', ...head, '@@ -800,30 +1,2 @@ class Cart', ...hunk, '```']],
    ['with no numbers at all', ['```diff', ...head, '@@ @@', ...hunk, '```']],
    ['without a fence', [...head, '@@ -8,3 +8,3 @@', ...hunk]],
    [
      'without blanks in front of context',
      ['```diff', ...head, '@@ -8,3 +8,3 @@', ...hunk.map((l) => l.replace(/^ /, '')), '```'],
    ],
    [
      'with context as minus and plus',
      ['```diff', ...head, '@@ @@', '-    let sum = 0;', '+    let sum = 0;', ...hunk.slice(1), '```'],
    ],
    [
      'in the form of a patch',
      ['*** Begin Patch', '*** Update File: src/cart.ts', '@@ class Cart', ...hunk, '*** End Patch'],
    ],
    ['after its path', ['src/cart.ts', '```diff', '@@ -8,3 +8,3 @@', ...hunk, '```']],
  ])('%s', (_how, lines) => {
    expect(edited(lines.join('\n'))['src/cart.ts']).toBe(cart.replace(wrong, right));
  });

  it('creates, deletes and renames files', () => {
    const reply = [
      'diff --git a/new.ts b/new.ts',
      'new file mode 100644',
      '--- /dev/null',
      '+++ b/new.ts',
      '@@ -0,0 +1 @@',
      '+export {};',
      'diff --git a/shop.py b/shop.py',
      'deleted file mode 100644',
      '--- a/shop.py',
      '+++ /dev/null',
      '@@ -1 +0,0 @@',
      '-import os',
      'diff --git a/src/cart.ts b/src/basket.ts',
      'rename from src/cart.ts',
      'rename to src/basket.ts',
    ];
    expect(edited(reply.join('\n'))).toEqual({ 'new.ts': 'export {};\n', 'src/basket.ts': cart });
  });

  it('that only inserts, without context, is refused', () => {
    expect(reason(['```diff', ...head, '@@ -1,0 +2 @@', '+x();', '```'].join('\n'))).toMatch(/empty SEARCH/);
  });
});

describe('a whole symbol by its name', () => {
  it('a method, however deep the model indents it', () => {
    const reply = fenced(
      'src/cart.ts#Cart.total',
      'total(): number {',
      '  let sum = 0;',
      '  for (const item of this.items) sum += item.price;',
      '  return sum;',
      '}',
    );
    expect(edited(reply)['src/cart.ts']).toBe(cart.replace(wrong, right));
  });

  it('a function, not the method of the same name', () => {
    const reply = fenced(
      'src/cart.ts#total',
      'export function total(cart: Cart): number {',
      '  return cart.total() + 1;',
      '}',
    );
    expect(edited(reply)['src/cart.ts']).toBe(
      cart.replace('return cart.total();', 'return cart.total() + 1;'),
    );
  });

  it('of Python, with a signature of several lines, keeping its decorators', () => {
    const close = fenced(
      'shop.py#Shop.close',
      'def close(',
      '    self,',
      '    hard=True,',
      '):',
      '    if hard:',
      '        os.abort()',
    );
    expect(edited(close)['shop.py']).toBe(shop.replace('hard=False', 'hard=True'));
    const size = fenced('shop.py::Shop.size', 'def size(self):', '    """How large."""', '    return 3');
    expect(edited(size)['shop.py']).toBe(shop.replace('return 1', 'return 3'));
  });

  it.each([
    ['that is not there', fenced('src/cart.ts#Cart.sum', 'sum() {}'), /no Cart\.sum/],
    [
      'with something else besides',
      fenced('src/cart.ts#Cart.clear', 'clear(): void {', '}', 'more(): void {', '}'),
      /goes on|one declaration/,
    ],
    ['with another name', fenced('src/cart.ts#Cart.clear', 'empty(): void {', '}'), /one declaration/],
    [
      'with something left out',
      fenced('src/cart.ts#Cart.total', 'total(): number {', '  // ... existing code ...', '  let x;', '}'),
      /leaves something out/,
    ],
  ])('%s is refused', (_what, reply, says) => {
    expect(reason(reply)).toMatch(says);
  });
});

describe('renames and deletions', () => {
  it('are said in a line of their own, and go with edits', () => {
    const block = `src/basket.ts\n\`\`\`\n<<<<<<< SEARCH\n${wrong}\n=======\n${right}\n>>>>>>> REPLACE\n\`\`\`\n`;
    expect(edited(`DELETE shop.py\nRENAME src/cart.ts -> src/basket.ts\n\n${block}`)).toEqual({
      'src/basket.ts': cart.replace(wrong, right),
    });
  });

  it.each([
    ['what is not there', 'DELETE src/none.ts', /no file src\/none\.ts/],
    ['onto a file', 'RENAME src/cart.ts -> shop.py', /there already/],
    ['out of the workspace', 'RENAME src/cart.ts -> ../cart.ts', /not a path inside/],
    ['into node_modules', 'RENAME src/cart.ts -> node_modules/cart.ts', /never edited/],
    ['twice', 'DELETE shop.py\nDELETE shop.py', /twice/],
    [
      'and edited',
      `DELETE shop.py\n${fenced('shop.py#size', 'def size():', '    return 3')}`,
      /both edited and deleted/,
    ],
  ])('%s is refused', (_what, reply, says) => {
    expect(reason(reply)).toMatch(says);
  });
});

describe('files that are not for editing', () => {
  it.each([
    ['package-lock.json', '{\n}\n'],
    ['dist/app.min.js', 'a();\n'],
    ['schema_pb2.py', 'x = 1\n'],
    ['src/api.ts', '// @generated by the compiler\nexport const a = 1;\n'],
    ['src/types.ts', '// Code generated by a tool. DO NOT EDIT.\nexport const a = 1;\n'],
    ['logo.png', 'not really\n'],
  ])('%s', (path, text) => {
    expect(reason(fenced(path, 'new'), { [path]: text })).toMatch(/generated|binary/);
    expect(reason(`DELETE ${path}`, { [path]: text })).toMatch(/generated|binary/);
  });

  it('a file that merely speaks of generated code is edited', () => {
    const text = '// Reads generated files.\nconst a = 1;\n';
    expect(
      edited(fenced('a.ts', '// Reads generated files.', 'const a = 2;'), { 'a.ts': text })['a.ts'],
    ).toBe(text.replace('1', '2'));
  });
});

it('each format has its instructions, and they stay short', () => {
  for (const format of ['blocks', 'symbol', 'file', 'diff'] as const) {
    const { instructions } = createReplyReader(format);
    expect(instructions).toContain('src/path/to/file.ts');
    expect(instructions.length / 4).toBeLessThan(360);
  }
});
