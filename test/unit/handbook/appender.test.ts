import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openAppender } from '../../../src/handbook/appender.ts';

/** A disk that takes so many bytes of the next write, and one that cannot flush; no real one does so on demand. */
const disk = vi.hoisted(() => ({ room: Number.POSITIVE_INFINITY, flushes: true }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return {
    ...fs,
    writeSync: (handle: number, bytes: Buffer) => fs.writeSync(handle, bytes.subarray(0, disk.room)),
    fsyncSync: (handle: number) => {
      if (!disk.flushes) throw Object.assign(new Error('flush'), { code: 'EIO' });
      fs.fsyncSync(handle);
    },
  };
});

const LINES = ['{"n":1}', '{"n":"zwölf"}', '{"n":3}'];
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credence-appender-'));
});
afterEach(() => {
  Object.assign(disk, { room: Number.POSITIVE_INFINITY, flushes: true });
  rmSync(folder, { recursive: true, force: true });
});

/** The lines that a reader can parse. */
function readable(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => {
      try {
        return typeof JSON.parse(line) === 'object';
      } catch {
        return false;
      }
    });
}

describe('lines that are appended', () => {
  it('stand there once, wherever a full disk cuts them', () => {
    const bytes = Buffer.byteLength(LINES.join('\n')) + 1;
    for (let room = 0; room < bytes; room += 1) {
      const file = join(folder, `${room}.jsonl`);
      const appender = openAppender(file);
      disk.room = room;
      expect(appender.append(LINES, true)).toContain('the disk is full');
      expect([...readable(file), ...appender.waiting()]).toEqual(LINES);
      disk.room = Number.POSITIVE_INFINITY;
      expect(appender.append(['{"n":4}'], true)).toBeUndefined();
      appender.close();
      expect(readable(file)).toEqual([...LINES, '{"n":4}']);
    }
  });

  it('are not written again where the disk cannot flush them', () => {
    const file = join(folder, 'log.jsonl');
    const appender = openAppender(file);
    disk.flushes = false;
    expect(appender.append(LINES, true)).toBeUndefined();
    expect(appender.waiting()).toEqual([]);
    appender.close();
    expect(readable(file)).toEqual(LINES);
  });
});
