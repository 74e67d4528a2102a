import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const worker = join(import.meta.dirname, '../../../src/environment/warm/worker');

/** How a wait ends in a process of its own, in which nothing else is under way, and whether it took a second. */
async function ended(promise: string, limit = 5000): Promise<string> {
  const program = `
    import { readFile } from 'node:fs/promises';
    import { rememberRest } from ${JSON.stringify(join(worker, 'waiting.ts'))};
    import { VirtualTime } from ${JSON.stringify(join(worker, 'virtual-time.ts'))};
    const sleep = (milliseconds, value) =>
      new Promise((resolve) => setTimeout(() => resolve(value), milliseconds));
    rememberRest();
    const began = performance.now.bind(performance);
    const from = began();
    const time = new VirtualTime();
    try {
      console.log('gives ' + (await time.until((${promise})(), ${limit})));
    } catch (error) {
      console.log('throws ' + error.message);
    }
    time.end();
    if (began() - from > 1000) console.log('late');
    process.exit();
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  return stdout.trim();
}

describe('time that passes as soon as there is nothing to do', () => {
  it('wakes who sleeps for an hour at once, an hour later', async () => {
    const hour = 'async () => { const from = Date.now(); await sleep(3600000); return Date.now() - from; }';
    expect(await ended(hour)).toBe('gives 3600000');
  });

  it('lets what is due first come first', async () => {
    const race = "() => Promise.race([sleep(9000, 'late'), sleep(10).then(() => sleep(20, 'soon'))])";
    expect(await ended(race)).toBe('gives soon');
  });

  it('waits for a file that is read', async () => {
    const reading = "async () => (await readFile('/proc/self/stat')).length > 0";
    expect(await ended(reading)).toBe('gives true');
  });

  it('gives up what nobody can settle, and what polls for ever', async () => {
    expect(await ended('() => new Promise(() => {})')).toBe('throws it did not settle in time');
    const polling = 'async () => { for (;;) await sleep(100); }';
    expect(await ended(polling)).toBe('throws it did not settle in time');
  });

  it('passes on what is thrown, and goes on where a timer throws', async () => {
    expect(await ended("() => sleep(50).then(() => { throw new Error('broken'); })")).toBe('throws broken');
    const other = "() => { setTimeout(() => { throw new Error('lost'); }, 10); return sleep(50, 'done'); }";
    expect(await ended(other)).toBe('gives done');
  });
});
