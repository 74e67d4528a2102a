import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { plainEnvironment, runCommand } from './command.ts';

const root = resolve(import.meta.dirname, '../..');

/** Builds the programs that the product keeps running, when they are missing or older than their sources. */
export async function buildIfStale(): Promise<string | undefined> {
  const built = join(root, 'dist/warm-javascript.cjs');
  const since = existsSync(built) ? statSync(built).mtimeMs : 0;
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  if (!sources.some((path) => statSync(join(root, 'src', path)).mtimeMs > since)) return undefined;
  const { exitCode, output } = await runCommand([process.execPath, 'esbuild.mjs'], {
    cwd: root,
    limitSeconds: 120,
    env: plainEnvironment(),
  });
  return exitCode === 0 ? undefined : `\`node esbuild.mjs\` failed: ${output.trim().slice(-300)}`;
}
