import { describe, expect, it } from 'vitest';
import { withMocksFirst } from '../../../src/environment/warm/worker/hoist.ts';

const moved = (text: string): string => withMocksFirst('test/a.test.ts', text);

describe('mocks of modules before the imports', () => {
  it('come after the import of the runner and before all others, and leave later lines where they are', () => {
    const text = [
      "import { total } from '../src/cart';",
      "import { expect, it, vi } from 'vitest';",
      'const { of } = vi.hoisted(() => ({',
      '  of: vi.fn(),',
      '}));',
      "vi.mock('../src/tax', () => ({ of, text: ') ;' }));",
      "it('one', () => expect(total([1])).toBe(1));",
    ].join('\n');
    const result = moved(text);
    const order = ["from 'vitest'", 'vi.hoisted', 'vi.mock', 'standInsReady', '../src/cart', "it('one'"];
    const places = order.map((part) => result.indexOf(part));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    const line = (of: string): number => of.split('\n').findIndex((each) => each.startsWith("it('one'"));
    expect(line(result)).toBe(line(text));
  });

  it('name a module by its text where they name it by an import', () => {
    const text = "vi.mock(import('../src/tax'), async (original) => ({ ...(await original()) }));\n";
    expect(moved(text)).toContain("vi.mock('../src/tax', async (original)");
  });

  it('may have parameters of types and brackets in strings, patterns and templates', () => {
    const text = `vi.mock<typeof import('./a')>('./a', () => ({ a: /[)]/, b: \`)\${f(')')}\` }));\nrest();\n`;
    const result = moved(text);
    expect(result.indexOf('standInsReady')).toBeGreaterThan(result.indexOf(')}`'));
    expect(result.trimEnd().endsWith('rest();')).toBe(true);
  });

  it('leave a text without mocks as it is', () => {
    expect(moved("it('vi.mocked', () => {});")).toBe("it('vi.mocked', () => {});");
  });

  it.each(["  vi.mock('./a', () => ({}));", "if (ready) vi.mock('./a', () => ({}));"])(
    'are refused where they stand within something: %s',
    (text) => {
      expect(() => moved(text)).toThrow('elsewhere than at its top');
    },
  );
});
