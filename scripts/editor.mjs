// `npm run editor [-- FOLDER] [--screenshot FILE]`: opens a real VS Code on a folder with the packaged extension.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { environment, install as installPackages, node, root, run } from './prepare.mjs';
import { install } from './vscode/install.mjs';

const USAGE = `npm run editor [-- FOLDER] [-- --screenshot FILE]

Opens a real VS Code in the browser on FOLDER (default: samples/booking) with the packaged extension installed, prints
its address, and stays until Ctrl-C. With --screenshot it takes a picture without opening anything, and ends.
`;

installPackages();
if (Number(process.versions.node.split('.')[0]) < 24) {
  // The editor wants a current Node; the packages bring one.
  const again = spawnSync(node(), process.argv.slice(1), { stdio: 'inherit', env: environment() });
  process.exit(again.status ?? 130);
}

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
    console.log(`VS Code with Credence on ${folder}:\n\n  ${address}\n\nCtrl-C ends it.`);
    return;
  }
  try {
    await takePicture(chromium, address, resolve(here, values.screenshot));
  } finally {
    await editor.stop();
  }
}

async function takePicture(chromium, address, file) {
  const { launchBrowser, openPage } = await import('./vscode/browser.ts');
  const browser = await launchBrowser(chromium);
  try {
    const page = await openPage(browser);
    await page.goto(address);
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    await page.waitForTimeout(3000);
    mkdirSync(dirname(file), { recursive: true });
    await page.screenshot({ path: file });
    console.log(file);
  } finally {
    await browser.close();
  }
}
