// Prints what the extension costs in a real VS Code, against an empty extension in the same run: activation, memory of
// the extension host, an idle window, the time until a lightbulb has a fix of ours, and until a page is drawn.
// Options: --rounds N (interleaved; default 3), --json.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { install } from '../../scripts/vscode/install.mjs';
import { copySample } from '../../scripts/vscode/sample.ts';
import { packOwnExtensions } from './own-extensions.ts';
import { spentBetween } from './spent.ts';
import { MeasuredWindow } from './window.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds);
const root = resolve(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'editor-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));

/** What is measured of one extension in one window. */
interface Costs {
  readonly activationMs: number;
  /** Its entry is loaded, and until all of it is registered, with whatever has its turn meanwhile. */
  readonly activatedMs: number;
  readonly heapMb: number;
  /** Processor time of the extension host in ten idle seconds, whoever spent it. */
  readonly idleMs: number;
  /** Of that, in ten more seconds, what the extension's own code spent. */
  readonly idleOwnMs: number;
  /** Absent where no such fix came in time. */
  readonly lightbulbMs: number | undefined;
  /** Until a fix is offered that the tests pass with. */
  readonly testedMs: number | undefined;
  /** As `idleOwnMs`, once a fix was offered, with what the processes that the extension started spend. */
  readonly afterOwnMs: number;
  readonly webviewMs: number;
  /** Until the page's script has drawn it as well. */
  readonly webviewReadyMs: number;
}

/** An error that the compiler's own fixes mend as well: a member that is misspelt. */
const ERROR = { path: 'src/price.ts', from: 'room.hourly', to: 'room.hourlly' };
const IDLE_SECONDS = 10;
/** What any window does after a file was opened, such as starting the language's own server, is over by then. */
const SETTLE_SECONDS = 12;
const LIGHTBULB_SECONDS = 60;
const ACTIVATION = z.object({ loadMs: z.number(), activateMs: z.number() });
const IDLE = z.object({ ms: z.number(), ownMs: z.number() });

const ARMS = {
  empty: {
    ...{ name: 'Empty', id: 'credence-bench.empty', wanted: '.', tested: '.' },
    page: { first: '#page:not(:empty)', ready: '#page:not(:empty)' },
  },
  credence: {
    ...{ name: 'Credence', id: 'credence.credence' },
    page: { first: '#trace > *', ready: '#trace:not([aria-busy]) > *' },
    ...{ wanted: 'Credence: .*types pass|types and \\d+ tests pass', tested: 'types and \\d+ tests pass' },
  },
} as const;
type Arm = keyof typeof ARMS;

const packed = spawnSync(process.execPath, ['scripts/package.mjs'], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (packed.status !== 0) process.exit(1);
const { server, chromium } = await install();
const own = packOwnExtensions(scratch);

const extensions: Readonly<Record<Arm, readonly string[]>> = {
  empty: [own.probe, own.empty],
  credence: [own.probe, join(root, 'credence.vsix')],
};

async function measure(arm: Arm): Promise<Costs> {
  const { name, id, page, wanted, tested } = ARMS[arm];
  const sample = copySample('booking');
  const window = await MeasuredWindow.open({
    ...{ server, chromium, extensions: extensions[arm], folder: sample.folder, scratch },
  });
  try {
    await window.file('slots.ts');
    const activationMs = await window.activation(name);
    const activated = await window.probe('activation', { extension: id }, ACTIVATION);
    await sleep(SETTLE_SECONDS * 1000);
    const asked = { seconds: IDLE_SECONDS, extension: id };
    const idle = await window.probe('idle', asked, IDLE);
    const heap = await window.probe('heap', {}, z.object({ bytes: z.number() }));
    const lightbulb = await window.probe(
      'lightbulb',
      { ...ERROR, wanted, tested, seconds: LIGHTBULB_SECONDS },
      z.object({ ms: z.optional(z.number()), testedMs: z.optional(z.number()) }),
    );
    await sleep(SETTLE_SECONDS * 1000);
    const before = window.started();
    const after = await window.probe('idle', asked, IDLE);
    // They were watched for as long as the host was, and as long again.
    const startedMs = spentBetween(before, window.started()) / 2;
    const view = await window.view(name, page);
    return {
      ...{
        activationMs,
        activatedMs: activated.loadMs + activated.activateMs,
        heapMb: heap.bytes / 1e6,
        idleMs: idle.ms,
        idleOwnMs: idle.ownMs,
      },
      ...{ lightbulbMs: lightbulb.ms, testedMs: lightbulb.testedMs },
      ...{ afterOwnMs: after.ownMs + startedMs, webviewMs: view.ms, webviewReadyMs: view.readyMs },
    };
  } finally {
    await window.close();
    sample.remove();
  }
}

const costs: Record<Arm, Costs[]> = { empty: [], credence: [] };
console.log(`node bench/editor/run.ts --rounds ${rounds}`);
for (let round = 0; round < rounds; round += 1) {
  // The order changes, so that what the machine does meanwhile hits both alike.
  for (const arm of round % 2 === 0 ? (['empty', 'credence'] as const) : (['credence', 'empty'] as const)) {
    const measured = await measure(arm);
    costs[arm].push(measured);
    console.log(`  round ${round + 1}, ${arm}: ${JSON.stringify(measured, rounded)}`);
  }
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(1)) : value;
}

function median(values: readonly (number | undefined)[]): number {
  const known = values.filter((value) => value !== undefined).toSorted((a, b) => a - b);
  const middle = known.length / 2;
  const [low, high] = [known[Math.ceil(middle) - 1], known[Math.floor(middle)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

const of = (arm: Arm, what: keyof Costs): number => median(costs[arm].map((each) => each[what]));
const result = {
  activationMs: of('credence', 'activationMs'),
  activatedMs: of('credence', 'activatedMs'),
  // The extension host holds the editor's own code too: only the difference is ours.
  heapMb: of('credence', 'heapMb') - of('empty', 'heapMb'),
  idleMsPerSecond: of('credence', 'idleOwnMs') / IDLE_SECONDS,
  idleAfterFixMsPerSecond: of('credence', 'afterOwnMs') / IDLE_SECONDS,
  hostIdleMsPerSecond: (of('credence', 'idleMs') - of('empty', 'idleMs')) / IDLE_SECONDS,
  lightbulbMs: of('credence', 'lightbulbMs'),
  lightbulbTestedMs: of('credence', 'testedMs'),
  webviewMs: of('credence', 'webviewMs'),
  webviewReadyMs: of('credence', 'webviewReadyMs'),
  empty: {
    ...{ activationMs: of('empty', 'activationMs'), heapMb: of('empty', 'heapMb') },
    ...{ lightbulbMs: of('empty', 'lightbulbMs'), webviewMs: of('empty', 'webviewMs') },
  },
  rounds,
};
const row = (words: string, ours: number, empty: number, unit: string, target: string): void =>
  console.log(
    `  ${words.padEnd(34)} ${[ours, empty, ours - empty].map((each) => each.toFixed(1).padStart(8)).join(' ')} ${unit.padEnd(3)} ${target}`,
  );
console.log(`\n  ${`Medians of ${rounds} rounds`.padEnd(34)} Credence    empty     more`);
row('activation', result.activationMs, result.empty.activationMs, 'ms', 'at most 50');
row('… until all is registered', result.activatedMs, of('empty', 'activatedMs'), 'ms', '');
row('memory in the extension host', of('credence', 'heapMb'), result.empty.heapMb, 'MB', 'at most 10 more');
const idle = (words: string, what: keyof Costs, target: string): void =>
  row(words, of('credence', what) / IDLE_SECONDS, of('empty', what) / IDLE_SECONDS, 'ms', target);
idle('idle, per second: the whole host', 'idleMs', 'mostly the editor’s own');
idle('idle, per second: the extension', 'idleOwnMs', 'nothing');
idle('… and its processes, after a fix', 'afterOwnMs', 'nothing');
row(
  'error until a fix is offered',
  result.lightbulbMs,
  result.empty.lightbulbMs,
  'ms',
  'empty: the compiler’s own fix',
);
row('error until a fix is tested', result.lightbulbTestedMs, of('empty', 'testedMs'), 'ms', 'the same');
row('click until a page can be read', result.webviewMs, result.empty.webviewMs, 'ms', 'at most 300');
row('click until it can be used', result.webviewReadyMs, of('empty', 'webviewReadyMs'), 'ms', '');
if (values.json) console.log(JSON.stringify(result, rounded));
