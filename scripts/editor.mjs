// `npm run editor -- [FOLDER] [--screenshot FILE]`: opens a real VS Code on a folder with the packaged extension.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { environment, install as installPackages, root, run } from './prepare.mjs';
import { ensureCurrentNode } from './vscode/current-node.mjs';
import { install } from './vscode/install.mjs';

const USAGE = `npm run editor -- [FOLDER] [--screenshot FILE]

Opens a real VS Code in the browser on FOLDER (default: samples/booking) with the packaged extension installed, prints
its address, and stays until Ctrl-C. With --screenshot it takes a picture without opening anything, and ends.
`;

installPackages();
await ensureCurrentNode();

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { screenshot: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
});

// npm runs scripts in the project's folder; a relative path means the person's own.
const here = process.env.INIT_CWD ?? process.cwd();
const folder =
  positionals[0] === undefined ? join(root, 'samples', 'booking') : resolve(here, positionals[0]);

if (values.help) {
  console.log(USAGE);
} else if (!existsSync(folder) || !statSync(folder).isDirectory()) {
  console.error(`credence: there is no folder ${folder}. Name one that exists: npm run editor -- FOLDER`);
  process.exitCode = 2;
} else {
  try {
    await open();
  } catch (error) {
    console.error(`credence: ${error.message}`);
    process.exitCode = 1;
  }
}

async function open() {
  const { startServer } = await import('./vscode/server.ts');
  run('npm', ['run', '--silent', 'package'], { env: environment() });
  const { server, chromium } = await install();
  const editor = await startServer({ server, extensions: [join(root, 'credence.vsix')] });
  const address = editor.address(folder);
  if (values.screenshot === undefined) {
    if (process.env.npm_lifecycle_event !== undefined) endWithParent();
    console.log(`VS Code with Credence on ${folder}:\n\n  ${address}\n\nCtrl-C ends it.`);
    return;
  }
  try {
    await takePicture(chromium, address, resolve(here, values.screenshot));
  } finally {
    await editor.stop();
  }
}

/** npm's shell dies of a signal without passing it on; who ended npm means this too. */
function endWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 1000).unref();
}

async function takePicture(chromium, address, file) {
  const { launchBrowser, openPage } = await import('./vscode/browser.ts');
  const browser = await launchBrowser(chromium);
  try {
    const page = await openPage(browser);
    await page.goto(address);
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    await page.waitForTimeout(2000);
    await page
      .locator('.statusbar-item', { hasText: 'Activating Extensions' })
      .waitFor({ state: 'detached' });
    mkdirSync(dirname(file), { recursive: true });
    await page.screenshot({ path: file });
    console.log(file);
  } finally {
    await browser.close();
  }
}
