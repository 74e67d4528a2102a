import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import vm from 'node:vm';
import { transform } from 'sucrase';
import { describe, expect, it } from 'vitest';
import { callPoints, recording } from '../../../src/environment/warm/call-points.ts';
import { testSyntax } from '../../support/syntax.ts';

const source = resolve(import.meta.dirname, '../../../src');

async function recorded(text: string, path = 'a.ts'): Promise<string> {
  return (await testSyntax().withTree(path, text, (root) => recording(root, path, text))) ?? '';
}

/** Throws for what is no code. */
function compiled(path: string, text: string): vm.Script {
  const { code } = transform(text, {
    transforms: ['typescript', 'imports'],
    disableESTransforms: true,
    filePath: path,
  });
  return new vm.Script(`(async function () {${code.replaceAll('import.meta', '({})')}\n})`);
}

describe('texts whose calls are recorded', () => {
  it('stay valid, line for line, throughout this repository', async () => {
    const paths = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.ts'),
    );
    const broken: string[] = [];
    for (const path of paths) {
      const before = readFileSync(join(source, path), 'utf8');
      const text = await recorded(before, path);
      try {
        compiled(path, text);
      } catch (error) {
        broken.push(`${path}: ${String(error)}`);
      }
      expect(text.split('\n').length, path).toBe(before.split('\n').length);
    }
    expect(broken).toEqual([]);
    expect(paths.length).toBeGreaterThan(100);
  });

  it('name functions, methods, and functions that are values, by what holds them', async () => {
    const text = `export function outer(a) { const inner = (b) => b; return () => inner(a); }
export class Cart { static of(x) { return x; } #hidden() {} get size() { return 1; } add = (n) => n; async load() {} }
const store = { take(n) { return n; }, give: function () {} };
export default () => 1;
function* each() { yield 1; }`;
    const names = await testSyntax().withTree('a.ts', text, (root) =>
      callPoints(root, 'a.ts').points.map(({ name }) => name),
    );
    expect(names).toEqual([
      'outer',
      'outer.inner',
      'outer.returned',
      'Cart.of',
      'Cart.add',
      'Cart.load',
      'take',
      'give',
      'default',
    ]);
  });

  it.each([
    ['a directive', "function f() { 'use strict'; return this; }"],
    ['a comment at the end', 'function f() { return 1; // one\n}'],
    ['a derived class', 'class A {}\nclass B extends A { constructor(x) { super(); this.x = x; } }'],
    ['a derived class that only passes on', 'class A {}\nclass B extends A { constructor(x) { super(x) } }'],
    ['a body without braces', 'const f = (a) => ({ b: a });\nfor (const x of [1]) f(x);'],
    ['types and overloads', 'function f(a: string): string;\nfunction f(a: unknown): unknown { return a; }'],
    ['a parameter with a default', 'const f = async ({ a = 1 }: { a?: number } = {}): Promise<number> => a;'],
    ['parameters that are fields', 'class A { constructor(private readonly a: number, public b = 2) {} }'],
  ])('stay valid with %s', async (_, text) => {
    const told = await recorded(text);
    expect(() => compiled('a.ts', told)).not.toThrow();
  });
});
