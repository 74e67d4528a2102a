import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import type { Service } from '../../src/environment/isolation/service.ts';
import { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { loadTypescript } from '../../src/environment/typescript/load.ts';
import { TypescriptChecker } from '../../src/environment/typescript/type-checker.ts';
import { compilersFor, startTypesProcess } from '../../src/environment/typescript/types-compilers.ts';
import type { Compiler } from '../../src/environment/typescript/types-messages.ts';
import { type TypesLimits, TypesService } from '../../src/environment/typescript/types-service.ts';
import { isRunning, processesWith } from '../support/processes.ts';
import { projectOf } from '../support/projects.ts';

const root = resolve(import.meta.dirname, '../..');
const PROGRAM = join(root, 'src/environment/typescript/types-process.ts');
const OURS = join(root, 'node_modules/typescript/lib/typescript.js');
const NATIVE: Compiler = {
  kind: 'native',
  folder: join(root, 'node_modules/typescript-native'),
  whose: 'built in',
};
const SERVICE: Compiler = { kind: 'language-service', own: false, fallback: OURS };
const BOTH: readonly (readonly [string, Compiler])[] = [
  ['TypeScript 7', NATIVE],
  ['TypeScript 6', SERVICE],
];
const never = new AbortController().signal;

const FILES = {
  'tsconfig.json':
    '{ "compilerOptions": { "strict": true, "target": "es2022", "module": "nodenext", "noEmit": true, "types": [] }, "include": ["src"] }',
  'src/price.ts':
    'export interface Price { cents: number }\nexport function price(cents: number): Price {\n  return { cents };\n}\n',
  'src/cart.ts':
    'import { price } from "./price.js";\nexport const sum: number = price(2).cents;\nexport const old: string = 5;\n',
  'other/loose.ts': 'export const a = 1;\n',
};

interface Opening {
  readonly files?: Readonly<Record<string, string>>;
  readonly compilers?: readonly Compiler[];
  readonly limits?: Partial<TypesLimits>;
  /** Program of each start, in order; the last one is used again. */
  readonly programs?: readonly string[];
}

async function open({ files = FILES, compilers = [SERVICE], limits = {}, programs = [PROGRAM] }: Opening) {
  const folder = projectOf(files);
  const lease = takeLease();
  const snapshot = await Snapshot.take(folder, [], lease, never);
  const started: Service[] = [];
  const service = new TypesService({
    origin: folder,
    folder: snapshot.folder,
    list: () => snapshot.list(),
    compilers,
    limits,
    start: () => {
      const process = startTypesProcess(programs[started.length] ?? programs.at(-1) ?? PROGRAM, lease.folder);
      started.push(process);
      return process;
    },
  });
  onTestFinished(() => {
    service.close();
    lease.release();
  });
  const change = (texts: Readonly<Record<string, string | undefined>>, signal: AbortSignal = never) =>
    service.check({ texts: new Map(Object.entries(texts)), signal });
  return { folder, lease, snapshot, service, started, change };
}

/** A program in the place of the types process; `say` writes an answer. */
function impostor(lines: string): string {
  const folder = projectOf({});
  const path = join(folder, 'impostor.mjs');
  writeFileSync(
    path,
    `import { writeSync } from 'node:fs';
     import { createInterface } from 'node:readline';
     const say = (message) => writeSync(3, JSON.stringify(message) + '\\n');
     createInterface({ input: process.stdin }).on('line', (line) => {
       const message = JSON.parse(line);
       if (message.kind === 'open') return say({ kind: 'opened', id: message.id, name: 'an impostor' });
       ${lines}
     });`,
  );
  return path;
}

describe.each(BOTH)('errors of a candidate, by %s', (version, compiler) => {
  it('are those that were not there before, and each is told once', async () => {
    const { change } = await open({ compilers: [compiler] });
    const fine = await change({ 'src/price.ts': FILES['src/price.ts'].replace('cents }', 'cents: cents }') });
    expect(fine).toMatchObject({ status: 'passed', fresh: [], files: 2, unlooked: 0 });
    expect(fine.by).toContain(version);
    // Moving what was wrong before makes it no error of the candidate.
    const moved = await change({ 'src/cart.ts': `\n\n\n${FILES['src/cart.ts']}` });
    expect([moved.status, [...moved.before.values()]]).toEqual(['passed', [1]]);
    // The same error once more is one more.
    const again = await change({ 'src/cart.ts': `${FILES['src/cart.ts']}export const more: string = 5;\n` });
    expect([again.status, again.fresh.map(({ code }) => code)]).toEqual(['failed', ['TS2322']]);
    expect(again.detail).toContain('src/cart.ts:4');
  });

  it('show in whoever imports what changed, in new files, and where a file was deleted', async () => {
    const { change } = await open({ compilers: [compiler] });
    const renamed = FILES['src/price.ts'].replaceAll('cents', 'amount');
    expect((await change({ 'src/price.ts': renamed })).fresh.map(({ path }) => path)).toEqual([
      'src/cart.ts',
    ]);
    expect((await change({ 'src/price.ts': undefined })).fresh.map(({ code }) => code)).toEqual(['TS2307']);
    const added = await change({ 'src/new.ts': 'import { old } from "./cart.js";\nold.nothing;\n' });
    expect(added.fresh.map(({ path, code }) => [path, code])).toEqual([['src/new.ts', 'TS2339']]);
    // Nothing of it is left for the next one.
    expect((await change({ 'src/cart.ts': `${FILES['src/cart.ts']}// said\n` })).status).toBe('passed');
  });

  it('count how often each was there and is there, by the keys of the checker', async () => {
    const { change, snapshot, folder } = await open({ compilers: [compiler] });
    const loaded = loadTypescript(folder, false, OURS);
    if (loaded === undefined) throw new Error('no TypeScript');
    const [error] = new TypescriptChecker(loaded, snapshot).diagnose('src/cart.ts');
    const key = error?.key ?? '';
    const cleared = await change({ 'src/cart.ts': FILES['src/cart.ts'].replace('= 5', '= "5"') });
    expect([cleared.before.get(key), cleared.after.get(key)]).toEqual([1, undefined]);
  });

  it('of untouched files are told as well, and which files the project’s compiler looks at', async () => {
    const { service, snapshot } = await open({ compilers: [compiler] });
    const told = await service.errors(['src/price.ts', 'src/cart.ts'], never);
    if (told.kind !== 'told') throw new Error(told.reason);
    expect([...told.value].map(([path, errors]) => [path, errors.length])).toEqual([
      ['src/price.ts', 0],
      ['src/cart.ts', 1],
    ]);
    const included = await service.included(snapshot.list(), never);
    expect(included).toMatchObject({ kind: 'told', value: ['src/cart.ts', 'src/price.ts'] });
  });

  it('of many candidates at once come each to its own', async () => {
    const { change, started } = await open({ compilers: [compiler] });
    const verdicts = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        change({
          'src/cart.ts': FILES['src/cart.ts'].replace('price(2).cents', n % 3 === 0 ? `"${n}"` : `${n}`),
        }),
      ),
    );
    expect(verdicts.map(({ status }) => status)).toEqual(
      Array.from({ length: 12 }, (_, n) => (n % 3 === 0 ? 'failed' : 'passed')),
    );
    expect(started).toHaveLength(1);
  });

  it('that nobody waits for any more are not looked for', async () => {
    const { change } = await open({ compilers: [compiler] });
    const abort = new AbortController();
    const first = change({ 'src/cart.ts': `${FILES['src/cart.ts']}// one\n` });
    const dropped = change({ 'src/cart.ts': 'no(' }, abort.signal);
    abort.abort();
    expect(await dropped).toMatchObject({ status: 'could-not-check', detail: 'cancelled' });
    expect((await first).status).toBe('passed');
  });
});

it('the project’s own compiler decides, a quicker one may look first, and ours is the last', () => {
  const given = { fast: '/fast', fallback: '/ours.js' };
  const kinds = (folder: string, trusted: boolean, from: Parameters<typeof compilersFor>[2] = given) =>
    compilersFor(folder, trusted, from).map((one) =>
      one.kind === 'native' ? `${one.kind} ${one.whose}` : `${one.kind} ${one.own ? 'own' : 'ours'}`,
    );
  const older = projectOf({});
  const native = projectOf({ 'node_modules/typescript/package.json': '{ "version": "7.1.0" }' });
  const ours = 'language-service ours';
  expect(kinds(older, true)).toEqual(['native built in', 'language-service own', ours]);
  expect(kinds(older, true, {})).toEqual(['language-service own']);
  expect(kinds(native, true)).toEqual(["native the project's", ours]);
  // Nothing of a folder that is not trusted is loaded.
  expect(kinds(native, false)).toEqual(['native built in', ours]);
});

describe('a check that cannot be made', () => {
  it('is not called passed: a file that no configuration includes, or that is no code', async () => {
    const { change } = await open({ compilers: [NATIVE] });
    const loose = await change({ 'other/loose.ts': 'export const a = 2;\n' });
    expect([loose.status, loose.detail]).toEqual([
      'could-not-check',
      expect.stringContaining('other/loose.ts'),
    ]);
    expect((await change({ 'README.md': 'text' })).status).toBe('could-not-check');
  });

  it('falls to the next compiler where one is missing or has no such interface, and says whose word it is', async () => {
    const empty = projectOf({ 'package.json': '{ "name": "typescript", "version": "8.0.0" }' });
    const { change } = await open({
      compilers: [{ kind: 'native', folder: empty, whose: 'built in' }, SERVICE],
    });
    const verdict = await change({ 'src/cart.ts': 'export const a: string = 1;\n' });
    expect([verdict.status, verdict.by]).toEqual(['failed', expect.stringContaining('TypeScript 6')]);
  });

  it('says so where there is no compiler at all', async () => {
    const { change } = await open({
      compilers: [{ kind: 'language-service', own: true }],
      files: { 'a.ts': '' },
    });
    const { change: none } = await open({ compilers: [] });
    expect((await none({ 'src/cart.ts': '' })).status).toBe('could-not-check');
    // The fixture's folder finds this repository's own version, which has a language service.
    expect((await change({ 'a.ts': 'export {};' })).status).toBe('passed');
  });

  it('is tried once more where the compiler hangs or dies, then left to the next', async () => {
    for (const [way, lines] of [
      ['hangs', 'for (;;);'],
      ['dies', 'process.abort();'],
      ['gives up', 'say({ kind: "failed", id: message.id, reason: "no" });'],
      ['speaks otherwise', 'say({ hello: 1 });'],
    ] as const) {
      const bad = impostor(lines);
      // What hangs is waited for this long, and so is the first answer of a compiler on a busy machine.
      const limits = { checkSeconds: 7 };
      const once = await open({ compilers: [SERVICE], programs: [bad, PROGRAM], limits });
      expect([way, (await once.change({ 'src/price.ts': FILES['src/price.ts'] })).status]).toEqual([
        way,
        'passed',
      ]);
      expect(once.started).toHaveLength(2);
      const twice = await open({ compilers: [NATIVE, SERVICE], programs: [bad, bad, PROGRAM], limits });
      const verdict = await twice.change({ 'src/price.ts': FILES['src/price.ts'] });
      expect([way, verdict.status, verdict.by]).toEqual([
        way,
        'passed',
        expect.stringContaining('TypeScript 6'),
      ]);
      const dead = twice.started.slice(0, 2).map(({ pid }) => pid ?? 0);
      await expect.poll(() => dead.filter((pid) => isRunning(pid))).toEqual([]);
    }
  }, 120_000);

  it('says how it failed where every compiler does, and the next candidate is checked again', async () => {
    const hang = impostor('for (;;);');
    const hung = await open({ compilers: [NATIVE, SERVICE], programs: [hang], limits: { checkSeconds: 1 } });
    expect((await hung.change({ 'src/price.ts': FILES['src/price.ts'] })).status).toBe('timed-out');
    const dead = impostor('process.abort();');
    const { change, started } = await open({
      compilers: [NATIVE, SERVICE],
      programs: [dead, dead, dead, PROGRAM],
    });
    expect((await change({ 'src/price.ts': FILES['src/price.ts'] })).status).toBe('crashed');
    expect(started).toHaveLength(3);
    // The candidate was to blame, so the better compiler is asked about the next one.
    const next = await change({ 'src/price.ts': FILES['src/price.ts'] });
    expect([next.status, next.by]).toEqual(['passed', expect.stringContaining('TypeScript 7')]);
  }, 20_000);

  it('leaves nothing running when it is closed', async () => {
    const { service, lease, change } = await open({ compilers: [NATIVE] });
    await change({ 'src/cart.ts': FILES['src/cart.ts'] });
    await expect.poll(() => service.megabytes()).toBeGreaterThan(10);
    service.close();
    await expect.poll(() => processesWith(lease.folder)).toEqual([]);
    expect((await change({ 'src/cart.ts': FILES['src/cart.ts'] })).status).toBe('could-not-check');
  });
});
