// Installs and builds what is missing or stale, so that each of the README's commands works from a clean clone.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs a command with its output on stderr, so that stdout stays the product's own; ends this process when it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (status === 0) return;
  console.error(`credence: \`${[command, ...args].join(' ')}\` failed${error ? `: ${error.message}` : ''}.`);
  process.exit(status ?? 1);
}

/** Installs the pinned packages when they are missing or differ from the lock file. */
export function install() {
  const stamp = join(root, 'node_modules', '.credence-installed');
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('credence: installing its packages (once, about half a minute) …');
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [
    // Not `ci`: it fails where the registry lacks packages that are for other platforms only.
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  writeFileSync(stamp, lock);
}

/** Builds the bundles when a source file is newer than they are. */
export function build() {
  const built = join(root, 'dist', 'cli.js');
  const sources = ['src', 'esbuild.mjs', 'package-lock.json'].map((name) => newest(join(root, name)));
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...sources)) return;
  console.error('credence: building …');
  run(node(), ['esbuild.mjs'], { env: environment() });
}

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** The pinned, current Node that comes with the packages; the machine's own may be older. */
export function node() {
  const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(own) ? own : process.execPath;
}

/** The environment in which the project's own tools come first. */
export function environment() {
  const bin = join(root, 'node_modules', '.bin');
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
}
