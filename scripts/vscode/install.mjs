// Installs what the editor tests and `npm run editor` need: the server of a real VS Code, from the npm registry, and a
// Chromium to show it in. Nothing is downloaded from anywhere else, and nothing lands inside the clone.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { environment, node } from '../prepare.mjs';
import { findChromium, installChromium } from './chromium.mjs';
import { execute } from './execute.mjs';
import { withLock } from './lock.mjs';

const VERSION = '4.139.1';
/** Counts the recipe below: raise it when the recipe changes. */
const RECIPE = 2;

/** Packages of the server that need a compiler or another platform, and that no test and no sample uses. */
const LEFT_OUT = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/sandbox-runtime',
  '@vscode/sqlite3',
  '@vscode/tree-sitter-wasm',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'node-addon-api',
  'ssh2',
  'tar',
  'zod',
];

/** Packages with a part that must be compiled for this platform, which needs Node's headers and a compiler. */
const COMPILED = ['@vscode/spdlog', ...(process.platform === 'darwin' ? ['@vscode/fs-copyfile'] : [])];

const NPM = ['--no-audit', '--no-fund', '--loglevel=error'];

/** Where the server is, or will be, installed. */
function installFolder() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'credence-vscode', `${VERSION}-${process.platform}-${process.arch}-${RECIPE}`);
}

/**
 * The VS Code server's folder and the Chromium's path, installed first where missing. Two processes may ask at once.
 * Throws an error whose message tells a person what to install by hand.
 */
export async function install() {
  if (process.platform === 'win32') {
    throw new Error(
      'The editor tests need Linux or macOS. On Windows, run them in WSL, or press F5 in VS Code.',
    );
  }
  const folder = installFolder();
  if (!isInstalled(folder) || !findChromium()) {
    await mkdir(dirname(folder), { recursive: true });
    await withLock(`${folder}.lock`, async () => {
      if (!isInstalled(folder)) await build(folder);
      if (!findChromium()) await installChromium();
    });
  }
  const chromium = findChromium();
  if (!chromium)
    throw new Error(
      'No Chromium was found. Install the package `chromium`, or name one in CREDENCE_CHROMIUM.',
    );
  return { server: join(folder, 'vscode'), chromium };
}

function isInstalled(folder) {
  return existsSync(join(folder, 'vscode', 'out', 'server-main.js'));
}

/** Builds beside the final folder and renames, so that the final folder is there whole or not at all. */
async function build(folder) {
  const since = Date.now();
  console.error(`credence: installing a VS Code server into ${folder} (once, about half a minute) …`);
  await removeLeftovers(folder);
  const work = `${folder}.${process.pid}.partial`;
  await mkdir(work);
  try {
    const env = npmEnvironment();
    await execute('npm', ['pack', '--silent', `code-server@${VERSION}`], { cwd: work, env });
    await execute('tar', ['xzf', `code-server-${VERSION}.tgz`, 'package/lib/vscode'], { cwd: work });
    const server = join(work, 'vscode');
    await rename(join(work, 'package', 'lib', 'vscode'), server);
    await rm(join(work, 'package'), { recursive: true });
    await rm(join(work, `code-server-${VERSION}.tgz`));
    leaveOut(join(server, 'package.json'));
    const dependencies = ['install', '--omit=dev', '--ignore-scripts', ...NPM];
    // Both are waited for even when one fails: nothing may still write into a folder that is being removed.
    const installs = await Promise.allSettled([
      execute('npm', dependencies, { cwd: server, env }),
      execute('npm', dependencies, { cwd: join(server, 'extensions'), env }),
    ]);
    for (const result of installs) if (result.status === 'rejected') throw result.reason;
    await compile(server, env);
    await rename(work, folder);
    console.error(
      `credence: the VS Code server is installed (${((Date.now() - since) / 1000).toFixed(1)} s).`,
    );
  } catch (error) {
    await rm(work, { recursive: true, force: true });
    // Whoever took over a lock that looked abandoned may have finished first; theirs is as good.
    if (!isInstalled(folder)) throw error;
  }
}

/** Folders of installs that were killed half-way. Only the holder of the lock calls this. */
async function removeLeftovers(folder) {
  for (const name of await readdir(dirname(folder))) {
    const own = name.startsWith(`${basename(folder)}.`) && name.endsWith('.partial');
    if (own) await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

function leaveOut(manifest) {
  const parsed = JSON.parse(readFileSync(manifest, 'utf8'));
  for (const name of LEFT_OUT) delete parsed.dependencies[name];
  for (const name of ['kerberos@2.1.1', 'koffi']) delete parsed.overrides?.[name];
  writeFileSync(manifest, JSON.stringify(parsed));
}

/**
 * The server writes its log files through a native module, and on macOS its git copies files by one. They are built where a
 * compiler and Node's headers are; without them all but that works, so a failure is said and not fatal.
 */
async function compile(server, env) {
  const headers = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => dirname(folder))
    .find((prefix) => existsSync(join(prefix, 'include', 'node', 'node_api.h')));
  if (!headers) {
    console.error(
      "credence: Node's headers are missing, so the editor's Output panel stays empty; all else works.",
    );
    return;
  }
  try {
    const rebuild = ['rebuild', `--nodedir=${headers}`, ...COMPILED, ...NPM];
    await execute('npm', rebuild, { cwd: server, env: { ...env, JOBS: '2' } });
  } catch {
    console.error(
      "credence: no working C++ compiler, so the editor's Output panel stays empty; all else works.",
    );
  }
}

/** npm as from a plain shell: what `npm run` tells its children would point these installs at this package. */
function npmEnvironment() {
  const inherited = Object.entries(environment()).filter(
    ([name]) => !/^npm_(package|lifecycle|config_local_prefix|command|node_execpath|execpath)/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    PATH: `${dirname(node())}${delimiter}${process.env.PATH ?? ''}`,
  };
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  try {
    console.log(JSON.stringify(await install()));
  } catch (error) {
    console.error(`credence: ${error.message}`);
    process.exitCode = 1;
  }
}
