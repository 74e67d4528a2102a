import { join } from 'node:path';
import { describeFiles } from './count.ts';
import { install } from './install.ts';
import type { Prepared } from './project.ts';
import { STRYKER, TOOLS } from './versions.ts';

const VERSION = '4.5.0';
const CONDITIONS = "['@zod/source', 'module', 'node', 'development|production']";

/** The medium project: Zod's own sources and tests, as they are published. */
export async function mediumProject(): Promise<Prepared> {
  const installed = await install({
    package: 'zod',
    version: VERSION,
    needs: {
      ...TOOLS,
      '@seriousme/openapi-schema-validator': '2.5.0',
      '@types/benchmark': '2.1.5',
      '@web-std/file': '3.0.3',
      benchmark: '2.1.4',
      esbuild: '0.27.2',
      recheck: '4.5.0',
    },
    optional: STRYKER,
    keep: ['name', 'version', 'type', 'sideEffects', 'exports'],
    replace: [],
    files: {
      'tsconfig.json': JSON.stringify({
        compilerOptions: {
          target: 'es2020',
          lib: ['dom', 'esnext'],
          module: 'nodenext',
          moduleResolution: 'nodenext',
          strict: true,
          exactOptionalPropertyTypes: true,
          noImplicitReturns: true,
          noImplicitOverride: true,
          noFallthroughCasesInSwitch: true,
          noUnusedParameters: true,
          resolveJsonModule: true,
          esModuleInterop: true,
          isolatedModules: true,
          skipLibCheck: true,
          customConditions: ['@zod/source'],
          noEmit: true,
          types: ['node'],
        },
        include: ['src'],
      }),
      'vitest.config.ts': [
        "import { defineConfig } from 'vitest/config';",
        '',
        'export default defineConfig({',
        `  resolve: { conditions: ${CONDITIONS} },`,
        `  ssr: { resolve: { conditions: ${CONDITIONS} } },`,
        "  test: { include: ['src/**/*.test.ts'] },",
        '});',
        '',
      ].join('\n'),
    },
  });
  if (installed.kind === 'failed') return { kind: 'unavailable', reason: installed.reason };
  const { folder, missing } = installed;
  return {
    kind: 'ready',
    project: {
      name: 'medium',
      title: `zod ${VERSION}: ${describeFiles(join(folder, 'src'))}; none left out; Vitest ${TOOLS.vitest}, TypeScript ${TOOLS.typescript}`,
      folder,
      // A leaf, a utility, and the hub that every test imports.
      edited: ['src/v4/core/json-schema-processors.ts', 'src/v4/core/checks.ts', 'src/v4/core/schemas.ts'],
      withoutStryker: missing,
    },
  };
}
