import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { commandEnvironment } from '../../src/environment/command-environment.ts';
import { inspectWorkspace } from '../../src/environment/inspect.ts';
import { makeCopy } from '../../src/environment/isolation/copy.ts';
import { type Isolation, isolate } from '../../src/environment/isolation/isolate.ts';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { runCommand } from '../../src/environment/isolation/process.ts';
import { probeAt, probeBubblewrap } from '../../src/environment/isolation/sandbox/bubblewrap-probe.ts';
import { startService } from '../../src/environment/isolation/service.ts';
import { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { RUNNERS } from '../scenarios/support/projects.ts';
import { isRunning } from '../support/processes.ts';
import { projectOf, put, runIn, temporaryFolder } from '../support/projects.ts';

const ISOLATION = join(import.meta.dirname, '../../src/environment/isolation');
const never = new AbortController().signal;
const probe = process.platform === 'linux' ? probeBubblewrap() : undefined;
const missing =
  probe?.kind === 'works'
    ? probe.network && probe.processes
      ? undefined
      : 'bubblewrap cannot do all of it here'
    : (probe?.reason ?? 'this is not Linux');

async function place(isolation: Partial<Isolation> = {}, files: Readonly<Record<string, string>> = {}) {
  const origin = projectOf({ 'a.txt': 'a', ...files });
  const lease = takeLease();
  onTestFinished(() => lease.release());
  const copy = makeCopy(await Snapshot.take(origin, [], lease, never), lease);
  const { temporary, confined } = isolate(
    { origin, choice: 'auto', network: 'none', ...isolation },
    { root: copy.folder, lease: lease.folder },
  );
  const request = {
    cwd: copy.folder,
    env: commandEnvironment({ lease: lease.folder, temporary }),
    ...confined,
  };
  const node = (script: string, ...args: string[]) =>
    runCommand({
      ...request,
      argv: [process.execPath, '-e', script, ...args],
      limitSeconds: 20,
      limitBytes: 1e6,
      signal: never,
    });
  return { origin, lease, copy, temporary, request, node };
}

/** Tries to write a file, and prints how that went. */
const WRITE = `try { require('node:fs').writeFileSync(process.argv[1], 'evil'); console.log('written'); }
  catch (error) { console.log(error.code); }`;
const CONNECT = `const socket = require('node:net').connect(Number(process.argv[1]), process.argv[2] ?? '127.0.0.1');
  socket.on('connect', () => { console.log('connected'); process.exit(); });
  socket.on('error', (error) => console.log(error.code));`;

describe.skipIf(missing !== undefined)(
  `in bubblewrap${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    it('nothing can be written but the copy and its own temporary files', async () => {
      const { node, origin, copy, lease, temporary } = await place();
      const outside = temporaryFolder();
      const places = [
        join(origin, 'a.txt'),
        join(origin, 'evil.txt'),
        join(homedir(), 'credence-evil.txt'),
        join(outside, 'evil.txt'),
        join(lease.folder, 'evil.txt'),
        '/etc/credence-evil.txt',
        '/usr/credence-evil.txt',
      ];
      for (const path of places) {
        expect((await node(WRITE, path)).stdout.trim(), path).not.toBe('written');
        expect(existsSync(path) && path !== places[0], path).toBe(false);
      }
      expect(readFileSync(join(origin, 'a.txt'), 'utf8')).toBe('a');
      for (const path of [join(copy.folder, 'b.txt'), join(temporary, 'c.txt')]) {
        expect((await node(WRITE, path)).stdout.trim(), path).toBe('written');
        expect(readFileSync(path, 'utf8')).toBe('evil');
      }
    });

    it('a fixed name in the system folder for temporary files is its own', async () => {
      const { node, temporary } = await place();
      const name = `/tmp/credence-fixed-name-${process.pid}`;
      expect((await node(WRITE, name)).stdout.trim()).toBe('written');
      expect(existsSync(name)).toBe(false);
      expect(existsSync(join(temporary, `credence-fixed-name-${process.pid}`))).toBe(true);
    });

    it('the rights of root do not help', async () => {
      const { node } = await place();
      const { stdout } = await node(
        `console.log(/CapEff:\\s*(\\w+)/.exec(require('node:fs').readFileSync('/proc/self/status'))[1])`,
      );
      expect(Number.parseInt(stdout, 16)).toBe(0);
      const remount = await node(
        `const { status } = require('node:child_process').spawnSync('mount', ['-o', 'remount,rw', '/']); console.log(status)`,
      );
      expect(remount.stdout.trim()).not.toBe('0');
    });

    it('the network is closed, but for a loopback of its own; it is open when that is asked for', async () => {
      const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
      await new Promise((done) => server.once('listening', done));
      onTestFinished(() => void server.close());
      const address = server.address();
      const port = String(typeof address === 'object' ? address?.port : 0);
      const closed = await place();
      expect((await closed.node(CONNECT, port)).stdout.trim()).toBe('ECONNREFUSED');
      expect((await closed.node(CONNECT, '80', '192.0.2.1')).stdout.trim()).toBe('ENETUNREACH');
      const own = `const server = require('node:net').createServer((socket) => socket.end()).listen(0, '127.0.0.1', () =>
      require('node:net').connect(server.address().port, '127.0.0.1', () => { console.log('own'); process.exit(); }));`;
      expect((await closed.node(own)).stdout.trim()).toBe('own');
      const open = await place({ network: 'open' });
      const connected = await open.node(CONNECT, port);
      expect(connected.stdout.trim()).toBe('connected');
      expect(connected.sandbox).toBe('bubblewrap: the network is open, only the copy is writable');
    });

    it('credentials in the home folder are not there', async () => {
      const home = temporaryFolder();
      put(home, {
        '.ssh/id_test': 'private',
        '.npmrc': '//registry/:_authToken=private',
        '.profile': 'kept',
      });
      const before = process.env.HOME;
      process.env.HOME = home;
      onTestFinished(() => {
        process.env.HOME = before;
      });
      const { node } = await place();
      const look = `const fs = require('node:fs'); const home = process.argv[1];
      console.log(JSON.stringify([fs.readdirSync(home + '/.ssh'), fs.readFileSync(home + '/.npmrc', 'utf8'),
        fs.readFileSync(home + '/.profile', 'utf8')]));`;
      const { stdout } = await node(look, home);
      expect(JSON.parse(stdout)).toEqual([[], '', 'kept']);
      for (const path of ['.ssh/new', '.npmrc'])
        expect((await node(WRITE, join(home, path))).stdout.trim(), path).not.toBe('written');
      expect(readFileSync(join(home, '.npmrc'), 'utf8')).toContain('private');
    });

    it('other processes are not seen, and what is inside ends with it, whatever it did to leave', async () => {
      const { node, copy } = await place();
      const script = `const { spawn } = require('node:child_process');
      const child = spawn('setsid', ['env', '-i', '/bin/sh', '-c', 'while :; do echo x >> ticks; /bin/sleep 0.05; done'], { detached: true, stdio: 'ignore' });
      child.unref(); setTimeout(() => { console.log(require('node:fs').readdirSync('/proc').includes('${process.pid}')); process.exit(0); }, 400);`;
      const result = await node(script);
      expect(result.stdout.trim()).toBe(process.pid < 50 ? result.stdout.trim() : 'false');
      const ticks = join(copy.folder, 'ticks');
      const size = readFileSync(ticks, 'utf8').length;
      expect(size).toBeGreaterThan(0);
      await new Promise((done) => setTimeout(done, 300));
      expect(readFileSync(ticks, 'utf8').length).toBe(size);
    });

    it('a missing program, an exit code and the words are told as they are', async () => {
      const { request, node } = await place();
      const limits = { limitSeconds: 5, limitBytes: 1e6, signal: never };
      expect(await runCommand({ ...request, ...limits, argv: ['no-such-program'] })).toMatchObject({
        ended: 'not-started',
        reason: 'spawn no-such-program ENOENT',
      });
      expect(await node('process.exitCode = 7')).toMatchObject({
        ended: 'exited',
        exitCode: 7,
        sandbox: 'bubblewrap: no network, only the copy is writable',
      });
    });

    it('a service is heard and ended', async () => {
      const { request, origin } = await place();
      const service = startService({
        ...request,
        argv: [
          process.execPath,
          '-e',
          `process.stdin.on('data', () => { let how = 'written'; try { require('node:fs').writeFileSync(process.argv[1], ''); } catch (error) { how = error.code; }
          require('node:fs').writeSync(3, JSON.stringify(how) + '\\n'); })`,
          join(origin, 'evil.txt'),
        ],
      });
      const message = new Promise((resolve) => service.onMessage(resolve));
      service.send({});
      expect(await message).toBe('EROFS');
      expect(service.sandbox).toContain('bubblewrap');
      await expect.poll(() => service.megabytes()).toBeGreaterThan(10);
      service.end();
      expect((await service.ended).how).toBe('ended');
      expect(isRunning(service.pid ?? 0)).toBe(false);
    });

    it.each(Object.keys(RUNNERS) as (keyof typeof RUNNERS)[])('%s runs as it does outside', async (name) => {
      const outside = await runIn(projectOf(RUNNERS[name]));
      const inside = await runIn(projectOf(RUNNERS[name]), undefined, { isolation: {} });
      const short = (report: typeof outside) => ({
        status: report.status,
        results: report.results.map(({ id, status }) => `${id} ${status}`),
        reason: report.reason,
      });
      expect(short(inside)).toEqual(short(outside));
      expect(inside.status).toBe('ran');
      expect(inside.evidence.sandbox).toBe('bubblewrap: no network, only the copy is writable');
      expect(inside.evidence.command).toEqual(outside.evidence.command);
    });
  },
);

describe('a bubblewrap that is there but is of no use', () => {
  const found = (script: string) => {
    const path = join(temporaryFolder(), 'bwrap');
    writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return probeAt(path);
  };

  it.each([
    [
      'says why it does not work',
      'echo "bwrap: No permissions to create a new namespace" >&2; exit 1',
      'new namespace',
    ],
    ['does nothing', 'exit 0', 'does not work here'],
    [
      'runs the command as it is',
      'while [ "$1" != -- ]; do shift; done; shift; exec "$@"',
      'lets a command write outside',
    ],
  ])('is found out, and what was found is said: it %s', (_name, script, words) => {
    expect(found(script)).toEqual({
      ...{ kind: 'none', why: 'not-working' },
      reason: expect.stringContaining(words),
    });
  });
});

describe('a look at bubblewrap that is killed', () => {
  it('leaves what the next start sweeps away', () => {
    const temporary = temporaryFolder();
    const path = join(temporaryFolder(), 'bwrap');
    writeFileSync(path, '#!/bin/sh\n[ "$1" = --help ] || kill -9 $PPID\n', { mode: 0o755 });
    const node = (file: string, call: string) =>
      spawnSync(
        process.execPath,
        [
          '--input-type=module',
          '-e',
          `const room = await import(${JSON.stringify(join(ISOLATION, file))}); room.${call};`,
        ],
        { env: { ...process.env, TMPDIR: temporary }, encoding: 'utf8' },
      );
    const look = node('sandbox/bubblewrap-probe.ts', `probeAt(${JSON.stringify(path)})`);
    expect(look.signal).toBe('SIGKILL');
    expect(readdirSync(temporary)).toHaveLength(1);
    expect(node('lease.ts', 'sweepLeftovers()').status).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('without a sandbox', () => {
  it('the evidence says so', async () => {
    const { node } = await place({ choice: 'none' });
    expect(await node('')).toMatchObject({ exitCode: 0, sandbox: 'none: switched off' });
  });

  it('who looks at the machine is told why, and not in words alone', async () => {
    const look = (sandbox: 'auto' | 'none') =>
      inspectWorkspace({
        ...{ folder: projectOf({ 'a.py': '' }), trusted: false, commands: [], sandbox, signal: never },
      });
    expect((await look('none')).sandbox.unconfined).toBe('switched-off');
    const { unconfined } = (await look('auto')).sandbox;
    if (probe !== undefined) expect(unconfined).toBe(probe.kind === 'works' ? undefined : probe.why);
  });
});
