// Mocha inside the extension host of a real VS Code that has the .vsix installed. The tests are bundled, because the
// host loads CommonJS; an extension without code serves as the development path, which the editor asks for before it runs tests.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { root } from '../prepare.mjs';
import { launchBrowser, openPage } from './browser.ts';
import { copySample } from './sample.ts';
import { startServer } from './server.ts';

const TIMEOUT_MS = 600_000;
const folder = join(root, 'test', 'host');

/** A check of Python files as a person may configure one: it knows the one comparison that is meant. */
const CHECK = `import sys
for name in sys.argv[1:]:
    for number, line in enumerate(open(name), 1):
        if "return" in line and line.strip() != "return total >= LIMIT":
            print(f"{name}:{number}:{line.find('>') + 1}: error: the limit itself counts as well")
            sys.exit(1)
`;
const SETTINGS = {
  'credence.lightbulb.seconds': 100,
  'credence.lightbulb.onBattery': true,
  'credence.verification.commands': [
    {
      ...{ rung: 'types', name: 'limits', files: '**/*.py' },
      command: ['python3', '-c', CHECK, '{files}'],
      report: {
        format: 'lines',
        pattern: '^(?<file>[^:]+):(?<line>\\d+):(?<column>\\d+): (?<severity>error): (?<message>.*)$',
      },
    },
  ],
};

export async function runSuite({ server, chromium, vsix, grep }) {
  const out = join(root, 'out', 'host');
  mkdirSync(out, { recursive: true });
  const tests = await bundle(out);
  const workspace = copySample('booking');
  const log = join(out, 'mocha.log');
  const stats = join(out, 'stats.json');
  for (const file of [log, stats]) writeFileSync(file, '');
  const editor = await startServer({
    server,
    extensions: [vsix],
    driver: true,
    settings: SETTINGS,
    env: {
      CREDENCE_HOST_LOG: log,
      CREDENCE_HOST_STATS: stats,
      CREDENCE_HOST_GREP: grep ?? '',
      CREDENCE_ROOT: root,
    },
  });
  const browser = await launchBrowser(chromium);
  try {
    await inHost(browser, editor, {
      workspace: workspace.folder,
      extension: writeOwnExtension(editor.state),
      tests,
      log,
    });
    const counts = readFileSync(stats, 'utf8');
    if (counts === '') throw new Error('The tests inside the extension host ended without a result.');
    return JSON.parse(counts);
  } finally {
    await browser.close();
    await editor.stop();
    workspace.remove();
  }
}

async function bundle(out) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.host.ts'));
  const entry = join(out, 'index.cjs');
  await build({
    stdin: {
      contents: `
        import { runMocha } from './run-mocha.ts';
        export const run = () => runMocha(() => { ${files.map((name) => `require('./${name}');`).join(' ')} });`,
      resolveDir: folder,
      loader: 'ts',
    },
    outfile: entry,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return entry;
}

/** It has no code; what it declares lets the tests give the editor a language model. */
function writeOwnExtension(state) {
  const at = join(state, 'own-extension');
  mkdirSync(at);
  const languageModelChatProviders = [{ vendor: 'credence-tests', displayName: 'Tests' }];
  const manifest = {
    ...{ name: 'own', publisher: 'credence-tests', version: '0.0.1', engines: { vscode: '*' } },
    contributes: { languageModelChatProviders },
  };
  writeFileSync(join(at, 'package.json'), JSON.stringify(manifest));
  return at;
}

/** Opens the page and passes on what mocha prints until the host says that the tests are over. */
async function inHost(browser, editor, { workspace, extension, tests, log }) {
  const remote = (path) => `vscode-remote://${new URL(editor.url).host}${path}`;
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(tests)],
    ['skipWelcome', 'true'],
  ]);
  const page = await openPage(browser);
  const over = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
  await page.exposeFunction('codeAutomationLog', () => undefined);
  await page.goto(editor.address(workspace, { payload }));
  let shown = 0;
  const show = () => {
    const text = readFileSync(log, 'utf8');
    process.stdout.write(text.slice(shown));
    shown = text.length;
  };
  const until = Date.now() + TIMEOUT_MS;
  let ended = false;
  over.then(() => {
    ended = true;
  });
  while (!ended && Date.now() < until) {
    await sleep(100);
    show();
  }
  show();
  if (!ended) {
    await page.screenshot({ path: join(root, 'out', 'host', 'timeout.png') });
    throw new Error(`The tests inside the extension host did not end within ${TIMEOUT_MS / 1000} s.`);
  }
}
