import { mock } from 'node:test';
import type { PackageFacts } from '../../protocol.ts';
import { Unsupported } from '../unsupported.ts';
import type { DialectSession } from './dialect.ts';
import { NodeTestApi } from './node-test-api.ts';
import { nodeTests } from './node-test-run.ts';
import { preload, valuesOf } from './preload.ts';

/** Options that choose among the tests by other means than ours. */
const CHOOSING =
  /^--(?:test-only|test-name-pattern|test-skip-pattern|test-shard|test-force-exit|permission|experimental-permission)(?:=|$)/;
const BEYOND =
  /\bmock\s*\.\s*module\s*\(|\bassert\s*\.\s*(?:snapshot|fileSnapshot)\s*\(|\bsnapshot\s*\.\s*set\w+\s*\(|\bassert\s*\.\s*register\s*\(/;

/** A `node:test` of our own, since Node's starts with the process and ends with it; its mocks are the genuine ones. */
export async function openNodeTest(facts: PackageFacts): Promise<DialectSession> {
  const chosen = facts.args.find((arg) => CHOOSING.test(arg));
  if (chosen !== undefined) throw new Unsupported(`its tests are run with ${chosen}`);
  for (const file of valuesOf(facts.args, '--env-file', '--env-file-if-exists')) loadVariables(file);
  const { own } = await preload(
    valuesOf(facts.args, '--import', '-r', '--require', '--loader', '--experimental-loader'),
    facts,
  );
  const timeout = Number(valuesOf(facts.args, '--test-timeout').at(-1) ?? 0);
  process.env.NODE_TEST_CONTEXT ??= 'child-v8';
  return {
    aliases: [],
    conditions: [...valuesOf(facts.args, '-C', '--conditions'), 'node', 'import', 'module-sync', 'default'],
    extensions: ['.js', '.cjs', '.mjs', '.json', '.ts', '.cts', '.mts', '.tsx', '.jsx'],
    interop: 'node',
    setupFiles: own,
    dependencies: [],
    sharesState: false,
    unsupported: (text) => {
      const found = BEYOND.exec(text)?.[0];
      return found === undefined ? undefined : `it uses ${found.replace(/\s*\($/, '')}`;
    },
    file: (path) => {
      const api = new NodeTestApi(path);
      const module = api.module as object;
      return {
        provided: new Map([
          ['node:test', module],
          ['test', module],
        ]),
        globals: {},
        collect: () => api.built(),
        tests: (file) => nodeTests(api, file, path, timeout),
        close: () => mock.reset(),
      };
    },
  };
}

function loadVariables(file: string): void {
  try {
    process.loadEnvFile(file);
  } catch {
    throw new Unsupported(`its variables are in ${file}, which cannot be read here`);
  }
}
