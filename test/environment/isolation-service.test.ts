import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { commandEnvironment } from '../../src/environment/command-environment.ts';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { endCommandsOf } from '../../src/environment/isolation/process.ts';
import { type Service, type ServiceRequest, startService } from '../../src/environment/isolation/service.ts';
import { isRunning, processesWith } from '../support/processes.ts';

/** A child that answers each line with what its script makes of it. */
const ECHO = `
  const say = (message) => require('node:fs').writeSync(3, JSON.stringify(message) + '\\n');
  require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    console.log('noise on standard output');
    console.error('noise on standard error');
    say({ heard: JSON.parse(line) });
  });`;

function service(script: string, over: Partial<ServiceRequest> = {}): Service {
  const lease = takeLease();
  const started = startService({
    argv: [process.execPath, '-e', script],
    cwd: lease.folder,
    env: commandEnvironment({ lease: lease.folder }),
    ...over,
  });
  onTestFinished(() => {
    started.end();
    lease.release();
  });
  return started;
}

function next(from: Service): Promise<unknown> {
  return new Promise((resolve) => from.onMessage(resolve));
}

describe('a service', () => {
  it('answers by messages, in which nothing that it prints is mixed', async () => {
    const echo = service(ECHO);
    const messages: unknown[] = [];
    echo.onMessage((message) => messages.push(message));
    for (const text of ['one', 'two\nlines', '\u2028 ünï']) echo.send({ text });
    await expect.poll(() => messages.length).toBe(3);
    expect(messages).toEqual(['one', 'two\nlines', '\u2028 ünï'].map((text) => ({ heard: { text } })));
    await expect.poll(() => echo.megabytes()).toBeGreaterThan(10);
    echo.end();
    const end = await echo.ended;
    expect(end.how).toBe('ended');
    expect(end.tail).toContain('noise on standard output');
    expect(echo.megabytes()).toBe(0);
    // Nobody hears it any more, and that is no error.
    echo.send({ text: 'late' });
    echo.end();
  });

  it('that ends by itself says how, with the last it printed and sent', async () => {
    const short = service(`
      require('node:fs').writeSync(3, '{"last":true}\\n'); console.error('the reason'); process.exitCode = 7;`);
    const message = next(short);
    expect(await short.ended).toEqual({ how: 'exited', exitCode: 7, tail: 'the reason\n' });
    expect(await message).toEqual({ last: true });
  });

  it('that sends what is no message is ended, with the reason', async () => {
    const broken = service(`require('node:fs').writeSync(3, 'oops\\n'); setInterval(() => {}, 1000);`);
    expect(await broken.ended).toMatchObject({
      how: 'exited',
      reason: 'it sent a message that is not JSON: oops',
    });
  });

  it('that cannot be started is a value', async () => {
    for (const argv of [['/no/such/program'], ['/bin/echo', 'x'.repeat(4_000_000)]] as const) {
      const none = service('', { argv });
      none.send({});
      expect((await none.ended).how).toBe('not-started');
      none.end();
    }
  });

  it.each([
    [
      'memory',
      { memoryMegabytes: 150 },
      `globalThis.kept = Buffer.alloc(300e6, 1); setInterval(() => {}, 1e3)`,
    ],
    [
      'processes',
      { processes: 6 },
      `for (let i = 0; i < 12; i++) require('node:child_process').spawn('sleep', ['100']); setInterval(() => {}, 1e3)`,
    ],
    ['output', { outputBytes: 1e6 }, `setInterval(() => process.stdout.write('x'.repeat(1e5)), 1)`],
  ] as const)('that goes over its limit of %s is ended with all it started', async (how, limits, script) => {
    const greedy = service(script, { limits });
    const end = await greedy.ended;
    expect(end).toMatchObject({ how, reason: expect.stringMatching(/^it (used|started|printed) more than/) });
    await expect.poll(() => isRunning(greedy.pid ?? 0)).toBe(false);
  });

  it('takes what it started with it, also a daemon that left its group', async () => {
    const parent = service(`
      const child = require('node:child_process').spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' });
      require('node:fs').writeSync(3, JSON.stringify(child.pid) + '\\n'); setInterval(() => {}, 1000);`);
    const daemon = Number(await next(parent));
    expect(isRunning(daemon)).toBe(true);
    parent.end();
    await parent.ended;
    await expect.poll(() => isRunning(daemon)).toBe(false);
  });

  it('ends with its lease', async () => {
    const lease = takeLease();
    const echo = service(ECHO, { env: commandEnvironment({ lease: lease.folder }) });
    endCommandsOf(lease.folder);
    expect(await echo.ended).toMatchObject({ how: 'exited' });
    lease.release();
  });

  it.each([
    ['does not keep its owner alive, and ends when that ends', ''],
    ['ends when its owner throws', `throw new Error('a bug');`],
  ])('%s', async (_title, then) => {
    const at = (path: string): string =>
      JSON.stringify(join(import.meta.dirname, '../../src/environment', path));
    const script = `
      import { startService } from ${at('isolation/service.ts')};
      const service = startService({ argv: [process.execPath, '-e', 'setInterval(() => {}, 1000)'], cwd: '/',
        env: { ...process.env, OWNER: 'owner-of-${process.pid}' } });
      console.log(service.pid);
      ${then}`;
    const owner = spawn('node', ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let printed = '';
    owner.stdout.on('data', (text: Buffer) => {
      printed += text;
    });
    await new Promise((done) => owner.once('close', done));
    expect(Number(printed)).toBeGreaterThan(0);
    await expect.poll(() => isRunning(Number(printed))).toBe(false);
    expect(processesWith(`OWNER=owner-of-${process.pid}`)).toEqual([]);
  });
});
