import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const module = join(import.meta.dirname, '../../../src/environment/warm/worker/waiting.ts');

/** How a wait ends in a process of its own, in which nothing else is under way. */
async function ended(promise: string, limit = 1e9): Promise<string> {
  const program = `
    import { readFile } from 'node:fs/promises';
    import { createServer } from 'node:net';
    import { setTimeout as sleep } from 'node:timers/promises';
    import { rememberRest, within } from ${JSON.stringify(module)};
    rememberRest();
    within((${promise})(), ${limit}).then(
      (value) => console.log('gives ' + value),
      (error) => console.log('throws ' + error.message),
    ).finally(() => process.exit());
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  return stdout.trim();
}

describe('waiting for a promise', () => {
  it('gives up at once where nothing is left that could settle it', async () => {
    expect(await ended('() => new Promise(() => {})')).toBe('throws Test timed out in 1000000000ms.');
  });

  it('waits for a timer, however often it looks in between', async () => {
    expect(await ended("() => sleep(400, 'done')")).toBe('gives done');
  });

  it('waits for many timers, one after the other', async () => {
    const slow = "async () => { for (let turn = 0; turn < 8; turn += 1) await sleep(50); return 'done'; }";
    expect(await ended(slow)).toBe('gives done');
  });

  it('waits for as long as a connection is open', async () => {
    const closed = `() => new Promise((resolve) => {
      const server = createServer().listen(0, '127.0.0.1');
      setTimeout(() => server.close(() => resolve('closed')), 300).unref();
    })`;
    expect(await ended(closed)).toBe('gives closed');
  });

  it('gives what it is given, and what is thrown', async () => {
    expect(await ended(`async () => (await readFile(${JSON.stringify(module)}, 'utf8')).length > 0`)).toBe(
      'gives true',
    );
    expect(await ended("() => Promise.reject(new Error('no'))")).toBe('throws no');
  });

  it('waits no longer than it is told to', async () => {
    expect(await ended('() => sleep(60_000)', 30)).toBe('throws Test timed out in 30ms.');
  });
});
