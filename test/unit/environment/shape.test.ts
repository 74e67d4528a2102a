import { describe, expect, it } from 'vitest';
import { staysInside } from '../../../src/environment/typescript/shape.ts';
import { testSyntax } from '../../support/syntax.ts';

const SOURCE = `export function typed(n: number): number { const twice = n * 2; return twice; }
export function guessed(n: number) { const twice = n * 2; return twice; }
export function silent(n: number) { if (n > 1) { console.log(n); } }
export const arrow = (n: number) => n * 3;
export class Box {
  size = 4;
  constructor(n: number) { this.size = n * 5; }
  grow(n: number): void { const inner = () => { return n * 6; }; this.size += inner(); }
  set wide(n: number) { this.size = n * 7; }
}
export class Taken { depth; name: string; constructor(n: number) { const d = n * 9; this.depth = d; this.name = ''; } }
export const made = define('x', (n: number) => { n * 8; });
`;

async function inside(from: string, to: string): Promise<boolean | undefined> {
  if (!SOURCE.includes(from)) throw new Error(`no ${from}`);
  return testSyntax().beforeEdit('a.ts', SOURCE, SOURCE.replace(from, to), staysInside);
}

describe('an edit cannot be seen from other files', () => {
  it('in the body of a function that states its type, or has none to state', async () => {
    expect(
      await inside(
        'const twice = n * 2; return twice; }\nexport function guessed',
        'return 1; }\nexport function guessed',
      ),
    ).toBe(true);
    expect(await inside('n > 1', 'n >= 1')).toBe(true);
    expect(await inside('n * 5', 'n * 50')).toBe(true);
    expect(await inside('n * 6', 'String(n)')).toBe(true);
    expect(await inside('n * 7', 'n')).toBe(true);
    expect(await inside('n * 8', 'n / 8')).toBe(true);
  });

  it('but may be where the type is taken from what the body does', async () => {
    expect(
      await inside(
        'const twice = n * 2; return twice; }\nexport function silent',
        'return 1; }\nexport function silent',
      ),
    ).toBe(false);
    expect(await inside('n * 3', 'String(n)')).toBe(false);
    expect(await inside('size = 4', "size = '4'")).toBe(false);
    expect(await inside('console.log(n);', 'return n;')).toBe(false);
    expect(await inside('n: number): number', 'n: string): number')).toBe(false);
    expect(await inside('): number {', ') {')).toBe(false);
    // The property has no type but what the constructor gives to it.
    expect(await inside('n * 9', 'String(n)')).toBe(false);
  });
});
