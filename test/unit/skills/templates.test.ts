import { describe, expect, it } from 'vitest';
import { TEMPLATES } from '../../../src/skills/template-repair/templates.ts';
import { textsOf } from './one-line-bugs.ts';
import { allCandidates, applied, aSituation } from './scene.ts';

/** A template, a file with `«wrong⇒right»` in it, and the rank by which the right text must have come. */
const SCENARIOS: ReadonlyArray<readonly [template: string, path: string, marked: string, within: number]> = [
  ['comparison', 'a.ts', 'const isFree = (sum: number) => sum «>⇒>=» 50;\n', 5],
  ['comparison', 'a.py', 'def f(a, b):\n    return a «<⇒<=» b\n', 5],
  ['comparison', 'a.py', 'def f(a, seen):\n    return a «in⇒not in» seen\n', 5],
  ['identity', 'a.js', "const isZero = (x) => x «==⇒===» '0';\n", 15],
  ['identity', 'a.py', 'def f(a, b):\n    return a «is⇒==» b\n', 8],
  ['identity', 'a.py', 'def f(a, b):\n    return a «is not⇒!=» b\n', 8],
  ['arithmetic', 'a.ts', 'const net = (gross: number, tax: number) => gross «+⇒-» tax;\n', 5],
  ['arithmetic', 'a.py', 'def half(n):\n    return n «/⇒//» 2\n', 10],
  ['logical', 'a.ts', 'const f = (a: boolean, b: boolean) => a «||⇒&&» b;\n', 5],
  ['logical', 'a.tsx', 'const V = (p: { n?: number }) => <b>{p.n «||⇒??» 3}</b>;\n', 10],
  ['logical', 'a.py', 'def f(a, b):\n    return a «and⇒or» b\n', 5],
  ['assignment', 'a.ts', 'function f(a: number) { let s = 9; s «+=⇒-=» a; return s; }\n', 10],
  ['assignment', 'a.py', 'def f(xs):\n    s = 0\n    for x in xs:\n        s «=⇒+=» x\n    return s\n', 20],
  ['operand-order', 'a.ts', 'const age = (now: number, born: number) => «born - now⇒now - born»;\n', 10],
  ['operand-order', 'a.py', 'def f(a, b):\n    return «b⇒a» % «a⇒b»\n', 10],
  ['precedence', 'a.ts', 'const mean = (a: number, b: number) => «a + b⇒(a + b)» / 2;\n', 20],
  ['precedence', 'a.py', 'def mean(a, b):\n    return «a + b⇒(a + b)» / 2\n', 20],
  ['off-by-one', 'a.ts', 'const last = (xs: string[]) => xs[xs.length«⇒ - 1»];\n', 5],
  ['off-by-one', 'a.py', 'def f(n):\n    return list(range(1, n«⇒ + 1»))\n', 8],
  ['number-constant', 'a.ts', 'const toMs = (s: number) => s * «100⇒1000»;\n', 15],
  ['number-constant', 'a.py', 'def sign(x):\n    return «1⇒-1» if x < 0 else 1\n', 20],
  ['slice-boundary', 'a.ts', 'const rest = (s: string) => s.slice(«1⇒0, 1»);\n', 10],
  ['slice-boundary', 'a.py', 'def take(xs, n):\n    return xs[«n:⇒:n»]\n', 10],
  ['negation', 'a.ts', 'function f(done: boolean) { if («done⇒!done») return 1; return 2; }\n', 10],
  ['negation', 'a.py', 'def f(done):\n    if «not done⇒done»:\n        return 1\n    return 2\n', 10],
  ['condition-weakened', 'a.ts', 'const f = (a: number, b: number) => «a > 0 && b > 0⇒a > 0»;\n', 25],
  ['condition-weakened', 'a.py', 'def f(a, b):\n    return «a or b⇒b»\n', 10],
  [
    'condition-strengthened',
    'a.ts',
    'function f(a: number, b: number) {\n  if (a > 1«⇒ && b > 2») return 1;\n  while (b > 2) b -= 1;\n  return 0;\n}\n',
    60,
  ],
  [
    'condition-strengthened',
    'a.py',
    'def f(a, b):\n    if a > 1«⇒ and b > 2»:\n        return 1\n    while b > 2:\n        b -= 1\n    return 0\n',
    60,
  ],
  ['boolean-literal', 'a.ts', 'function f(a: number) { if (a > 3) return «false⇒true»; return null; }\n', 8],
  ['boolean-literal', 'a.py', 'def f(a):\n    if a > 3:\n        return «False⇒True»\n    return None\n', 8],
  ['branches', 'a.ts', "const f = (n: boolean) => (n ? «'a' : 'b'⇒'b' : 'a'»);\n", 12],
  ['branches', 'a.py', 'def f(n):\n    return «1⇒2» if n else «2⇒1»\n', 20],
  ['branches', 'a.py', 'def f(n):\n    if n:\n        «g()⇒h()»\n    else:\n        «h()⇒g()»\n', 20],
  [
    'variable',
    'a.ts',
    'function f(width: number, height: number) { const area = width * «width⇒height»; return area; }\n',
    5,
  ],
  [
    'variable',
    'a.py',
    'def f(xs, ys):\n    total = 0\n    for x in «xs⇒ys»:\n        total += x\n    return total\n',
    15,
  ],
  ['returned-expression', 'a.ts', 'function f(a: number) { const b = a * 2; return «a * b⇒b»; }\n', 40],
  ['returned-expression', 'a.py', 'def f(a):\n    b = [a]\n    return «None⇒b»\n', 10],
  ['sibling-member', 'a.ts', 'const f = (xs: number[]) => Math.«min⇒max»(...xs);\n', 5],
  ['sibling-member', 'a.py', 'def f(s):\n    return s.«lstrip⇒rstrip»()\n', 8],
  ['sibling-member', 'a.py', 'def f(xs):\n    return «any⇒all»(xs)\n', 8],
  [
    'other-member',
    'a.ts',
    'const f = (p: P) => p.first === p.«last⇒middle»;\nconst g = (p: P) => p.middle;\n',
    12,
  ],
  ['other-member', 'a.py', 'def f(p):\n    return p.low < p.high and p.«low⇒mid» > 0 and p.mid < 9\n', 40],
  [
    'missing-self',
    'a.py',
    'class A:\n    def set(self, n):\n        «n = n⇒self.n = n»\n    def get(self):\n        return self.n\n',
    12,
  ],
  [
    'missing-self',
    'a.ts',
    'class A { n = 0; get() { return this.n; } set(m: number) { «n⇒this.n» = m; } }\n',
    12,
  ],
  ['argument-order', 'a.ts', 'const f = (a: number, b: number) => Math.pow(«a, b⇒b, a»);\n', 8],
  ['argument-order', 'a.py', 'def f(a, b):\n    return divide(«a, b⇒b, a»)\n', 10],
  ['argument-count', 'a.ts', 'function f(a: number, b: number) { return g(a«⇒, b»); }\n', 15],
  ['argument-count', 'a.py', 'def f(a, b):\n    return g(a«, b⇒»)\n', 15],
  ['missing-await', 'a.ts', 'async function f() { const a = «⇒await »load(); return a; }\n', 3],
  ['missing-await', 'a.py', 'async def f():\n    a = «⇒await »load()\n    return a\n', 3],
  ['missing-copy', 'a.ts', 'const f = (xs: number[]) => «xs⇒[...xs]».sort((a, b) => a - b);\n', 15],
  ['missing-copy', 'a.py', 'def f(xs):\n    ys = «xs⇒list(xs)»\n    ys.sort()\n    return ys\n', 20],
  ['missing-option', 'a.ts', 'const f = (s: string) => parseInt(s«⇒, 10»);\n', 3],
  ['missing-option', 'a.ts', 'const f = (xs: number[]) => [...xs].sort(«⇒(a, b) => a - b»);\n', 3],
  ['missing-option', 'a.py', 'def f(xs):\n    return sorted(xs«⇒, reverse=True»)\n', 6],
  [
    'initial-value',
    'a.ts',
    'function f(xs: number[]) { let best = «0⇒-Infinity»; for (const x of xs) if (x > best) best = x; return best; }\n',
    50,
  ],
  [
    'initial-value',
    'a.py',
    'def f(xs):\n    best = «0⇒xs[0]»\n    for x in xs:\n        best = max(best, x)\n    return best\n',
    50,
  ],
  ['string-literal', 'a.ts', "const f = (s: string) => s === '«Yes⇒yes»';\n", 8],
  [
    'string-literal',
    'a.py',
    'def f(d):\n    return d["«colour⇒color»"]\n\n\ndef g(d):\n    return d["color"]\n',
    20,
  ],
  ['optional-access', 'a.ts', 'const f = (u?: { name: string }) => u«.⇒?.»name;\n', 5],
  ['safe-lookup', 'a.py', 'def f(d, k):\n    return «d[k]⇒d.get(k, 0)»\n', 20],
  [
    'mutable-default',
    'a.py',
    'def f(x, xs=«[]⇒None»):\n    """Adds."""\n«⇒    if xs is None:\n        xs = []\n»    xs.append(x)\n    return xs\n',
    3,
  ],
  [
    'missing-guard',
    'a.ts',
    'function mean(xs: number[]): number {\n«⇒  if (xs.length === 0) return 0;\n»  return xs.reduce((a, b) => a + b, 0) / xs.length;\n}\n',
    25,
  ],
  [
    'missing-guard',
    'a.py',
    'def fact(n):\n«⇒    if n == 0:\n        return 1\n»    return n * fact(n - 1)\n',
    40,
  ],
  [
    'missing-skip',
    'a.ts',
    'function f(xs: string[]) {\n  for (const x of xs) {\n«⇒    if (!x) continue;\n»    g(x);\n  }\n}\n',
    20,
  ],
  [
    'missing-skip',
    'a.py',
    'def f(xs):\n    for x in xs:\n«⇒        if not x:\n            continue\n»        g(x)\n',
    20,
  ],
  ['missing-return', 'a.ts', 'function f(n: number) {\n  «⇒return »g(n);\n}\n', 6],
  ['missing-return', 'a.py', 'def f(n):\n    «⇒return »g(n)\n', 6],
  [
    'loop-exit',
    'a.ts',
    'function f(xs: number[]) {\n  for (const x of xs) {\n    if (x < 0) «break⇒continue»;\n    g(x);\n  }\n}\n',
    12,
  ],
  [
    'loop-exit',
    'a.py',
    'def f(xs):\n    for x in xs:\n        if x:\n            g(x)\n«⇒            break\n»\n',
    30,
  ],
  ['statement-removed', 'a.ts', 'function f(xs: number[]) {\n«  xs.reverse();\n⇒»  return xs;\n}\n', 20],
  ['statement-removed', 'a.py', 'def f(xs):\n«    xs.reverse()\n⇒»    return xs\n', 20],
  [
    'statement-repeated',
    'a.ts',
    'function f(q: number[]) {\n  q.shift();\n«⇒  q.shift();\n»  return q;\n}\n',
    40,
  ],
  [
    'statement-order',
    'a.ts',
    'function f(q: number[], r: number[]) {\n  «q.pop();⇒r.push(1);»\n  «r.push(1);⇒q.pop();»\n}\n',
    30,
  ],
  ['statement-order', 'a.py', 'def f(q, r):\n    «q.pop()⇒r.append(q)»\n    «r.append(q)⇒q.pop()»\n', 30],
  [
    'statement-moved',
    'a.ts',
    'function f(xs: number[]) {\n  let n = 0;\n  for (const x of xs) {\n    n += x;\n«    done(n);\n⇒»  }\n«⇒  done(n);\n»  return n;\n}\n',
    40,
  ],
  [
    'statement-moved',
    'a.py',
    'def f(xs):\n    n = 0\n    for x in xs:\n        n += x\n«        return n\n⇒»«⇒    return n\n»',
    30,
  ],
];

describe('template repair', () => {
  it.each(SCENARIOS)('%s in %s: %s', async (template, path, marked, within) => {
    const { wrong, right } = textsOf(marked);
    const candidates = await allCandidates(aSituation(path, wrong), { [path]: wrong });
    const rank = candidates.findIndex((candidate) => applied(wrong, candidate.edits) === right);
    expect(candidates[rank]?.skills).toContain(`template-repair:${template}`);
    expect(rank + 1).toBeLessThanOrEqual(within);
  });

  it('looks first at a name that meets itself', async () => {
    const text =
      'function f(xs: number[], word: number) {\n  const n = word + xs.length;\n  xs.push(xs);\n}\n';
    const candidates = await allCandidates(aSituation('a.ts', text), { 'a.ts': text });
    const texts = candidates
      .filter((candidate) => candidate.skills.includes('template-repair:variable'))
      .map((candidate) => applied(text, candidate.edits));
    expect(texts[0]).not.toContain('xs.push(xs)');
  });

  it('offers no method of the other language', async () => {
    const text = "const parts = (s: string) => s.split(',');\n";
    const candidates = await allCandidates(aSituation('a.ts', text), { 'a.ts': text });
    expect(candidates.map((c) => c.title).join('\n')).not.toMatch(/rsplit|splitlines/);
  });

  it('has a scenario for every template', () => {
    const covered = new Set(SCENARIOS.map(([template]) => template));
    expect(Object.keys(TEMPLATES).filter((template) => !covered.has(template))).toEqual([]);
  });
});
