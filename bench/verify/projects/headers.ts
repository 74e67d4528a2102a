import { describeFiles, typescriptFiles } from './count.ts';
import { install } from './install.ts';
import type { Prepared } from './project.ts';
import { STRYKER, TOOLS } from './versions.ts';

const VERSION = '0.11.1';

/** The small project: a library of HTTP headers that is published with its tests. */
export async function smallProject(): Promise<Prepared> {
  const installed = await install({
    package: '@mjackson/headers',
    version: VERSION,
    needs: { ...TOOLS, '@types/node': '20.19.25' },
    optional: STRYKER,
    keep: ['name', 'version', 'type'],
    replace: [
      // Its tests are written for Node's own runner, whose `describe` and `it` are Vitest's in all that they use.
      ["from 'node:test'", "from 'vitest'"],
      // Later versions of Node decode this character as the standard says.
      ["'file\\x80.txt'", "'file\\u20ac.txt'"],
    ],
    files: {
      'tsconfig.json': JSON.stringify({
        compilerOptions: {
          target: 'es2022',
          lib: ['es2024', 'dom', 'dom.iterable'],
          module: 'esnext',
          moduleResolution: 'bundler',
          strict: true,
          allowImportingTsExtensions: true,
          skipLibCheck: true,
          noEmit: true,
          types: ['node'],
        },
        include: ['src'],
      }),
    },
  });
  if (installed.kind === 'failed') return { kind: 'unavailable', reason: installed.reason };
  const { folder, missing } = installed;
  const edited = typescriptFiles(`${folder}/src`)
    .filter((path) => path.startsWith('lib/') && !path.endsWith('.test.ts') && !path.includes('header-value'))
    .map((path) => `src/${path}`);
  return {
    kind: 'ready',
    project: {
      name: 'small',
      title: `@mjackson/headers ${VERSION}: ${describeFiles(`${folder}/src`)}; Vitest ${TOOLS.vitest}, TypeScript ${TOOLS.typescript}`,
      folder,
      edited,
      withoutStryker: missing,
    },
  };
}
