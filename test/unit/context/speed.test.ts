import { expect, it } from 'vitest';
import { createContext } from '../../../src/context/context.ts';
import { testSyntax } from '../../support/syntax.ts';
import { aTask } from '../../support/world.ts';
import { SHOP } from './projects.ts';
import { result, sourcesOf, surveyOf } from './workspace.ts';

/** Three hundred modules, each importing the next two, and a test of the first. */
function largeProject(): Record<string, string> {
  const files: Record<string, string> = {};
  const body = (SHOP['src/cart.ts'] ?? '').split('\n').slice(2).join('\n');
  for (let i = 0; i < 300; i += 1) {
    const imports = [i + 1, i + 2]
      .filter((n) => n < 300)
      .map((n) => `import { run${n} } from './m${n}.js';\n`);
    const next = i < 299 ? `run${i + 1}(n) + n` : 'n';
    files[`src/m${i}.ts`] =
      `${imports.join('')}${body}\nexport function run${i}(n: number): number {\n  return ${next};\n}\n`;
  }
  files['test/m.test.ts'] =
    "import { run0 } from '../src/m0.js';\nit('runs', () => { expect(run0(1)).toBe(2); });\n";
  return files;
}

it('parses each of three hundred reached modules once, however often it is asked', async () => {
  const files = largeProject();
  const tests = [result('test/m.test.ts', 'runs', 'failed')];
  const target = { kind: 'failing-test', tests: tests.map((t) => t.id), files: [], diagnostics: [] } as const;
  const syntax = testSyntax();
  let parsed = 0;
  const counting = new Proxy(syntax, {
    get(from, name) {
      if (name !== 'withTree') return Reflect.get(from, name);
      return (...args: Parameters<typeof syntax.withTree>) => {
        parsed += 1;
        return from.withTree(...args);
      };
    },
  });
  const context = createContext({ sources: sourcesOf(files), syntax: counting });
  const first = await context.suspects(aTask(), surveyOf(tests), target);
  expect(first.length).toBeGreaterThan(100);
  expect(parsed).toBe(301);
  expect(await context.suspects(aTask(), surveyOf(tests), target)).toEqual(first);
  expect(parsed).toBe(301);
});
