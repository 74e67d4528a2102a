// `npm run pictures [-- --no-tests]`: takes the README's pictures from the running product: the terminal's from `npm start`,
// the editor's from the tests that drive it, each surface in four themes (in out/screenshots; --no-tests takes those that
// are there), and a recorded run.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, environment, install, node, root } from './prepare.mjs';
import { install as installEditor } from './vscode/install.mjs';

if (Number(process.versions.node.split('.')[0]) < 24) {
  install();
  const again = spawnSync(node(), process.argv.slice(1), { stdio: 'inherit', env: environment() });
  process.exit(again.status ?? 1);
}

const pictures = join(root, 'docs', 'pictures');
/** A picture of the editor's tests, and the name it has here. */
const FROM_TESTS = [
  ['patch-dark', 'patch'],
  ['trace-candidates-light', 'trace'],
  ['handbook-dark', 'handbook'],
  ['chat-solve', 'chat'],
];

const ESCAPE = String.fromCharCode(27);
/** A change of colour or weight. */
const SEQUENCE = new RegExp(`(${ESCAPE}\\[[0-9;]*m)`);

/** The terminal's eight colours on a dark ground. */
const COLOURS = {
  30: '#555',
  31: '#f07178',
  32: '#9ece6a',
  33: '#e0af68',
  34: '#7aa2f7',
  35: '#bb9af7',
  36: '#7dcfff',
  37: '#c8d3f5',
  90: '#7a86b0',
};

build();
mkdirSync(pictures, { recursive: true });
const state = join(tmpdir(), `pictures-${process.pid}`);
const { stdout } = spawnSync(
  node(),
  [
    join(root, 'dist', 'cli.js'),
    join(root, 'samples', 'booking'),
    'Make the failing test pass',
    '--state-folder',
    state,
  ],
  { encoding: 'utf8', env: { ...environment(), FORCE_COLOR: '1' } },
);
rmSync(state, { recursive: true, force: true });
if (!process.argv.includes('--no-tests')) {
  const tests = [
    join(root, 'scripts', 'vscode', 'run-tests.mjs'),
    'ui',
    '--grep',
    'in Dark|in Default|the chat',
  ];
  const { status } = spawnSync(node(), tests, { cwd: root, stdio: 'inherit', env: environment() });
  if (status !== 0) process.exit(1);
}
const { server, chromium } = await installEditor();
const { launchBrowser, openPage } = await import('./vscode/browser.ts');
const { toWebp } = await import('./vscode/webp.mjs');
const browser = await launchBrowser(chromium);
try {
  const page = await openPage(browser, { width: 920, height: 400 });
  await page.setContent(asPage(stdout));
  // It is long, and narrower in the README anyway.
  await keep('terminal', await page.locator('pre').screenshot(), { width: 760, quality: 0.7 });
  for (const [from, to] of FROM_TESTS) {
    const file = join(root, 'out', 'screenshots', `${from}.png`);
    if (existsSync(file)) await keep(to, readFileSync(file));
    else console.error(`credence: no ${file}; run the editor's tests first.`);
  }

  async function keep(name, png, options) {
    const blank = await page.context().newPage();
    write(name, await toWebp(blank, png, options));
    await blank.close();
  }
} finally {
  await browser.close();
}
process.env.CREDENCE_TEST_EDITOR = JSON.stringify({ server, chromium, vsix: join(root, 'credence.vsix') });
const { recordRun } = await import('./vscode/record.mjs');
write('run', await recordRun());

function write(name, bytes) {
  const file = join(pictures, `${name}.webp`);
  writeFileSync(file, bytes);
  console.log(`${file}: ${Math.round(bytes.length / 1024)} KB`);
}

function asPage(text) {
  const asText = (part) => part.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  let style = {};
  const spans = text.split(SEQUENCE).map((part) => {
    const codes = part.startsWith(ESCAPE) ? part.slice(2, -1) : undefined;
    if (codes === undefined) {
      const css = `${style.colour ? `color:${style.colour};` : ''}${style.bold ? 'font-weight:bold;' : ''}${style.dim ? 'opacity:.6;' : ''}`;
      return `<span style="${css}">${asText(part)}</span>`;
    }
    for (const code of codes.split(';').map(Number)) {
      if (code === 0) style = {};
      else if (code === 1) style = { ...style, bold: true };
      else if (code === 2) style = { ...style, dim: true };
      else if (code === 22) style = { ...style, bold: false, dim: false };
      else if (code === 39) style = { ...style, colour: undefined };
      else if (COLOURS[code] !== undefined) style = { ...style, colour: COLOURS[code] };
    }
    return '';
  });
  const frame =
    'margin:0;padding:18px 22px;background:#1b1e2b;color:#c8d3f5;font:14px/1.4 "DejaVu Sans Mono",monospace;display:inline-block';
  return `<body style="margin:0;background:#1b1e2b"><pre style='${frame}'><span style="opacity:.6">$ npm start</span>\n\n${spans.join('')}</pre></body>`;
}
