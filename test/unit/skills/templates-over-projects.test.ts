import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readModule } from '../../../src/skills/template-repair/source-module.ts';
import { TEMPLATES } from '../../../src/skills/template-repair/templates.ts';
import { descend } from '../../../src/skills/template-repair/tree.ts';
import { testSyntax } from '../../support/syntax.ts';

const CORPUS = resolve(import.meta.dirname, '../../../bench/repair/corpus');

/** What is seldom written, and where a name is no plain word. */
const ODD: Readonly<Record<string, string>> = {
  'odd.py': `async def emit(self, kind, /, job: str = '', *rest: int, flag=False, **details: Any) -> None:
    emit(kind)
    emit(kind, job=job, **details)
    if (n := len(rest)) > 1: pass
    print(f"{details!r:>{n}}", *rest, sep='')
    match kind:
        case {'a': [x, *_]} | Point(x=0) as x if x:
            del details['a'], rest
    größe = lambda *args, **kw: (yield)
    with open(kind) as (a, [b, *c]), job: a.b[...], c[::-1] = b @ a, not a
    try: raise X from None
    except* (E, F): global z; assert a, b
    return [*rest, *(y async for y in x if await y)]
`,
  'odd.ts': `export class $Box<T extends { $a?: number }> {
  static #count$ = 0; declare readonly x: T; [key: string]: unknown;
  constructor(private readonly $el: T, ...rest: ReadonlyArray<string>) { super(); $Box.#count$++; }
  get value(): T | undefined { return this.$el?.$a! as any; }
  async *each({ a: { b = 1 } = {}, ...others }: any, [c, , d]: number[] = []) {
    outer: for (;;) { if (#count$ in this) continue outer; else break outer; }
    for await (const { x: [y] } of [...c, ...(yield* others)]) y satisfies number;
    label: switch (true) { case c > 1: { throw new Error(\`\${y}\${\`\${d}\`}\`); } default: }
    const f = <U,>(g: U) => void g, tag = String.raw\`a\${f}\`;
    return c ** -d ?? (others, tag)?.[0]?.(f);
  }
}
declare function over(x: string): string; function over(this: Window, x: any) { return new.target ?? import.meta; }
enum E { A = 1 << 2, 'b-c' = "x".length } namespace N.M { export import Q = E; }
`,
};

describe('no template stumbles', () => {
  it.each([
    ...Object.entries(ODD),
    ...globSync('{others,python,typescript}/**/src/**/*.{py,ts,js}', { cwd: CORPUS })
      .toSorted()
      .map((path) => [path, readFileSync(join(CORPUS, path), 'utf8')] as const)
      .filter(([, text]) => text.length > 200),
  ])('over %s', async (path, text) => {
    const module = await readModule(path, text, testSyntax());
    if (module === undefined) throw new Error(`there is no grammar for ${path}`);
    const failures = [{ expected: '[1, "a"]', actual: '[2, "b"]' }];
    let changes = 0;
    for (const node of descend(module.root)) {
      for (const { propose } of Object.values(TEMPLATES)) {
        for (const { replacements } of propose(node, module, failures)) {
          changes += 1;
          if (replacements.some(({ start, end }) => start > end || end > text.length))
            throw new Error('a change lies outside of its file');
        }
      }
    }
    expect(changes).toBeGreaterThan(0);
  });
});
