import { performance } from 'node:perf_hooks';
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

it('reads three hundred reached modules within five seconds on a busy machine, and faster the next time', async () => {
  const files = largeProject();
  const tests = [result('test/m.test.ts', 'runs', 'failed')];
  const target = { kind: 'failing-test', tests: tests.map((t) => t.id), files: [], diagnostics: [] } as const;
  const context = createContext({ sources: sourcesOf(files), syntax: testSyntax() });
  await testSyntax().withTree('warm.ts', 'let a = 1;', () => 0);
  const time = async (): Promise<number> => {
    const began = performance.now();
    await context.suspects(aTask(), surveyOf(tests), target);
    return performance.now() - began;
  };
  const first = await time();
  const second = await time();
  expect(first).toBeLessThan(5000);
  expect(second).toBeLessThan(first);
});
