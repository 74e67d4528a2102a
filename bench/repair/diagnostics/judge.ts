import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PatchedFile } from '../../../src/engine/protocol.ts';
import { plainEnvironment, runCommand } from '../../verify/command.ts';
import { compile } from './compile.ts';
import type { DiagnosticCase } from './corpus.ts';
import { writeCase, writeFiles } from './workspace.ts';

const node = join(import.meta.dirname, '../../../node_modules/.bin/node');
const LIMIT_SECONDS = 60;

/** Why a patch is not the right one; undefined when it is. */
export async function faultOf(
  each: DiagnosticCase,
  patch: readonly PatchedFile[],
  folder: string,
): Promise<string | undefined> {
  writeCase(each, folder);
  for (const { path, after } of patch) {
    if (after === undefined) rmSync(join(folder, path), { force: true });
    else writeFiles(folder, { [path]: after });
  }
  const touched = patch.find(({ path }) => path.startsWith('test/') || /\.json$/.test(path));
  if (touched !== undefined) return `it changes ${touched.path}`;
  const [error] = compile(folder);
  if (error !== undefined) return `${error.code} in ${error.path}: ${error.message.split('\n', 1)[0]}`;
  for (const { path, text } of each.keep) {
    const now = patch.find((file) => file.path === path)?.after ?? each.files[path] ?? '';
    if (!tight(now).includes(tight(text))) return `it took away “${text}”`;
  }
  return (
    (await failureOf(folder, 'a test that was there', Object.keys(each.files))) ??
    (await hiddenFailure(each, folder))
  );
}

async function hiddenFailure({ hidden }: DiagnosticCase, folder: string): Promise<string | undefined> {
  writeFiles(folder, hidden);
  return failureOf(folder, 'a hidden test', Object.keys(hidden));
}

async function failureOf(
  folder: string,
  what: string,
  paths: readonly string[],
): Promise<string | undefined> {
  const tests = paths.filter((path) => path.endsWith('.test.ts'));
  if (tests.length === 0) return undefined;
  const ended = await runCommand([node, '--test', '--test-reporter=tap', ...tests], {
    cwd: folder,
    limitSeconds: LIMIT_SECONDS,
    env: plainEnvironment(),
  });
  if (ended.exitCode === 0) return undefined;
  const name = /^\s*not ok \d+ - (.*)$/m.exec(ended.output)?.[1] ?? 'it did not run';
  return `${what} fails: ${name}`;
}

/** Layout is nobody's fault. */
function tight(text: string): string {
  return text.replaceAll(/[\s;]+/g, '');
}
