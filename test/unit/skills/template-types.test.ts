import { describe, expect, it } from 'vitest';
import { allCandidates, applied, aSituation } from './scene.ts';

/** What candidates make of the code between `«` and `»`, without pairs. */
async function variants(path: string, marked: string): Promise<readonly string[]> {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const text = marked.replace(/[«»]/g, '');
  const suspect = { path, start, end, score: 1, symbol: 'f', why: 'the failing test runs through it' };
  const candidates = await allCandidates(aSituation(path, text, { suspects: [suspect] }), { [path]: text });
  return candidates
    .filter((candidate) => !candidate.why.startsWith('one edit may not be enough'))
    .map((candidate) => {
      const result = applied(text, candidate.edits);
      return result.slice(start, result.length - (text.length - end));
    });
}

describe('where types are known, template repair', () => {
  it.each([
    ['a.ts', 'function f(n: number, m: number, s: string, xs: string[]) { return «n» * 2; }'],
    ['a.py', 'def f(n: int, m: int, s: str, xs: list[str]):\n    return «n» - 2\n'],
    ['A.java', 'class A { int f(int n, int m, String s, List<String> xs) { return «n» * 2; } }'],
  ])('puts no text or list in the place of a number (%s)', async (path, marked) => {
    const found = await variants(path, marked);
    expect(found).toContain('m');
    expect(found).not.toContain('s');
    expect(found).not.toContain('xs');
  });

  it.each([
    [
      'a.ts',
      "type Cents = number;\ntype Kind = 'a' | 'b';\nfunction f(n: Cents, m: number, k: Kind) { return «n» * 2; }",
    ],
    [
      'a.ts',
      'type Cents = number & { brand: 1 };\nfunction f(n: Cents, m: number, k: string) { return «n» * 2; }',
    ],
    [
      'a.py',
      'Cents = int\nKind = NewType("Kind", str)\n\n\ndef f(n: Cents, m: int, k: Kind):\n    return «n» - 2\n',
    ],
  ])('follows an alias of a type to what it stands for (%s, %s)', async (path, marked) => {
    const found = await variants(path, marked);
    expect(found).toContain('m');
    expect(found).not.toContain('k');
  });

  it('follows types through declared functions, literals, loops and fields', async () => {
    const found = await variants(
      'a.ts',
      [
        'interface P { size: number; name: string; wide: number }',
        'function count(p: P): number { return p.size; }',
        'function f(p: P, ns: number[]) {',
        '  const n = count(p);',
        "  const t = 'a';",
        '  for (const k of ns) { g(«n» - p.size); h(k, t); }',
        '}',
      ].join('\n'),
    );
    expect(found).toEqual(expect.arrayContaining(['k', 'p.size', 'count(p)']));
    expect(found).not.toContain('t');
    expect(found).not.toContain('ns');
    expect(found).not.toContain('p.name');
  });

  it('exchanges only members that a type has together', async () => {
    const text =
      'interface Point { x: number; y: number; name: string }\ninterface Depth { z: number }\nconst f = (p: Point, q: Depth) => «p.x» + q.z;\n';
    const found = await variants('a.ts', text);
    expect(found).toContain('p.y');
    expect(found).not.toContain('p.name');
    expect(found).not.toContain('p.z');
  });

  it('calls functions with as many arguments as they take', async () => {
    const text = [
      'function one(a: number) { return a; }',
      'function two(a: number, b: number) { return a - b; }',
      'function f(a: number, b: number) { return «two(a, b)»; }',
    ].join('\n');
    const found = await variants('a.ts', text);
    expect(found).toContain('two(b, a)');
    expect(found).not.toContain('one(a, b)');
    expect(found.filter((call) => /^two\([^()]*,[^()]*,/.test(call))).toEqual([]);
    expect(found).not.toContain('two(a)');
  });

  it('exchanges no arguments that the declaration tells apart', async () => {
    const text =
      'function g(n: number, s: string) { return s.repeat(n); }\nfunction f(n: number, s: string) { return «g(n, s)»; }\n';
    expect(await variants('a.ts', text)).not.toContain('g(s, n)');
  });

  it('orders no truth values, and does not subtract from texts', async () => {
    expect(await variants('a.ts', 'const f = (a: boolean, b: boolean) => «a === b»;\n')).not.toContain(
      'a < b',
    );
    expect(await variants('a.ts', 'const f = (a: string, b: string) => «a + b»;\n')).not.toContain('a - b');
  });

  it('reads no name before its declaration, nor one of a block that has ended', async () => {
    const text =
      'function f(xs: number[]) {\n  const a = 1;\n  for (const x of xs) {\n    const inner = x;\n    g(inner);\n  }\n  const b = «a» + 2;\n  const late = 3;\n  return b + late;\n}\n';
    const found = await variants('a.ts', text);
    expect(found).not.toContain('late');
    expect(found).not.toContain('inner');
    expect(found).not.toContain('x');
  });

  it('returns early what the function is declared to give', async () => {
    const text = 'function f(xs: string[]): string {\n  «const a = xs[0];»\n  return a;\n}\n';
    const guards = (await variants('a.ts', text)).filter((found) => found.startsWith('if (xs.length === 0)'));
    expect(guards.join('\n')).toContain("return '';");
    expect(guards.join('\n')).not.toMatch(/return (0|\[\]|xs|false);/);
  });

  it('does not propose what only looks different', async () => {
    const found = await variants('a.ts', 'const f = (a: number, b: number) => «a + b»;\n');
    expect(found).not.toContain('b + a');
    expect(new Set(found.map((text) => text.replace(/\s/g, ''))).size).toBe(found.length);
  });
});
