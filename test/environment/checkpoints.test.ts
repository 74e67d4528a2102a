import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Blobs } from '../../src/engine/checkpoints/blobs.ts';
import {
  createCheckpoint,
  listCheckpoints,
  restoreCheckpoint,
} from '../../src/engine/checkpoints/checkpoints.ts';
import { keepFolder } from '../../src/engine/checkpoints/keep.ts';
import { readManifest } from '../../src/engine/checkpoints/manifest.ts';
import { putBack } from '../../src/engine/checkpoints/put-back.ts';
import type { CheckpointCard, FromEngine, ToEngine } from '../../src/engine/protocol.ts';
import { Surfaces } from '../../src/engine/surfaces.ts';

let parent = '';
let folder = '';
let stateFolder = '';
const { signal } = new AbortController();

beforeEach(() => {
  parent = realpathSync(mkdtempSync(join(tmpdir(), 'credence-checkpoints-')));
  folder = join(parent, 'project');
  stateFolder = join(parent, 'state');
  mkdirSync(folder);
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const put = (path: string, text: string | Uint8Array, mode = 0o644): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  chmodSync(join(folder, path), mode);
};

/** Everything in the folder but git's own: contents, permissions and links. */
function state(): Record<string, string> {
  const all: Record<string, string> = {};
  const walk = (at: string): void => {
    for (const name of readdirSync(at).toSorted()) {
      if (name === '.git') continue;
      const file = join(at, name);
      const stat = lstatSync(file);
      const path = relative(folder, file);
      if (stat.isSymbolicLink()) all[path] = `→ ${readlinkSync(file)}`;
      else if (stat.isDirectory()) walk(file);
      else all[path] = `${(stat.mode & 0o777).toString(8)} ${readFileSync(file).toString('base64')}`;
    }
  };
  walk(folder);
  return all;
}

async function keep(label = 'now', limits = { keep: 20, bytes: 10_000_000 }): Promise<CheckpointCard> {
  const answer = await createCheckpoint(
    { type: 'checkpoint', id: 'q', folder, stateFolder, label, unsaved: [], ...limits },
    signal,
  );
  if (answer.type !== 'checkpoints') throw new Error(JSON.stringify(answer));
  const [newest] = answer.checkpoints;
  if (newest === undefined) throw new Error('nothing was kept');
  return newest;
}

function restore(checkpoint: string): Promise<FromEngine> {
  return restoreCheckpoint({ type: 'restore', id: 'q', folder, stateFolder, checkpoint }, signal);
}

async function listed(): Promise<readonly CheckpointCard[]> {
  const answer = await listCheckpoints({ type: 'list-checkpoints', id: 'q', folder, stateFolder });
  return answer.type === 'checkpoints' ? answer.checkpoints : [];
}

/** What git has of its own, as bytes by path; its index is compared by what it says, since looking may freshen it. */
function gitState(): unknown {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
  return {
    head: readFileSync(join(folder, '.git/HEAD'), 'utf8'),
    refs: git('for-each-ref'),
    index: git('ls-files', '--stage'),
    stash: git('stash', 'list'),
    objects: git('count-objects', '-v'),
    reflog: git('reflog'),
  };
}

function mixedProject(): void {
  put('src/a.ts', 'export const a = 1;\r\n');
  put('run.sh', '#!/bin/sh\n', 0o755);
  put('logo.bin', new Uint8Array([0, 255, 1, 128, 10, 13]));
  put('deep/er/still.txt', 'still\n');
  symlinkSync('src/a.ts', join(folder, 'link.ts'));
}

describe('a checkpoint', () => {
  it('puts back contents, permissions, links, what went and what came, without git', async () => {
    mixedProject();
    const before = state();
    const { id } = await keep();
    put('src/a.ts', 'changed\n');
    put('run.sh', '#!/bin/sh\n', 0o600);
    rmSync(join(folder, 'deep'), { recursive: true });
    rmSync(join(folder, 'link.ts'));
    put('link.ts', 'a file now');
    rmSync(join(folder, 'logo.bin'));
    put('logo.bin/is/a/folder.txt', 'now');
    put('new/file.ts', 'new\n');
    symlinkSync('../..', join(folder, 'new/out'));
    const meanwhile = state();
    const answer = await restore(id);
    expect(answer).toMatchObject({ type: 'restored', failed: [] });
    expect(state()).toEqual(before);
    expect(existsSync(join(folder, 'new'))).toBe(false);
    // And back again: the restore kept what it replaced.
    if (answer.type !== 'restored') return;
    await restore(answer.before);
    expect(state()).toEqual(meanwhile);
  });

  it('touches neither HEAD nor index nor stash nor references, and leaves ignored files alone', async () => {
    const git = (...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    mixedProject();
    put('.gitignore', 'secret.key\n');
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'one');
    put('src/a.ts', 'stashed\n');
    git('stash');
    put('src/b.ts', 'staged\n');
    git('add', 'src/b.ts');
    put('src/b.ts', 'staged, then changed\n');
    put('secret.key', 'mine');
    const kept = state();
    const atGit = gitState();
    const { id } = await keep();
    expect(gitState()).toEqual(atGit);
    put('src/a.ts', 'later\n');
    // The file that was ignored then is not ignored now; it was there all the time.
    put('.gitignore', '');
    put('stray.ts', 'stray\n');
    await restore(id);
    expect(gitState()).toEqual(atGit);
    expect(state()).toEqual(kept);
  });

  it('never writes through a folder that became a link to somewhere else', async () => {
    mixedProject();
    const { id } = await keep();
    const outside = join(parent, 'outside');
    renameSync(join(folder, 'src'), outside);
    writeFileSync(join(outside, 'a.ts'), 'theirs');
    symlinkSync(outside, join(folder, 'src'));
    await restore(id);
    expect(readFileSync(join(outside, 'a.ts'), 'utf8')).toBe('theirs');
    expect(lstatSync(join(folder, 'src')).isDirectory()).toBe(true);
    expect(readFileSync(join(folder, 'src/a.ts'), 'utf8')).toBe('export const a = 1;\r\n');
  });

  it('notices a change that keeps size and time', async () => {
    put('a.txt', 'one');
    await keep('first');
    const { atimeMs, mtimeMs } = statSync(join(folder, 'a.txt'));
    put('a.txt', 'two');
    execFileSync('touch', ['-d', new Date(mtimeMs).toISOString(), join(folder, 'a.txt')]);
    expect(atimeMs).toBeGreaterThan(0);
    const { id } = await keep('second');
    put('a.txt', 'six');
    await restore(id);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('two');
  });

  it('leaves what is too large alone, and says so', async () => {
    put('small.txt', 'small');
    put('large.bin', new Uint8Array(11 * 1024 * 1024));
    const answer = await createCheckpoint(
      { type: 'checkpoint', id: 'q', folder, stateFolder, label: 'x', unsaved: [], keep: 5, bytes: 1e8 },
      signal,
    );
    expect(answer).toMatchObject({ left: ['large.bin'] });
    if (answer.type !== 'checkpoints') return;
    put('small.txt', 'changed');
    await restore(answer.checkpoints[0]?.id ?? '');
    expect(readFileSync(join(folder, 'small.txt'), 'utf8')).toBe('small');
    expect(statSync(join(folder, 'large.bin')).size).toBe(11 * 1024 * 1024);
  });

  it('never overwrites what it could not keep before going back', async () => {
    put('notes.txt', 'old notes');
    put('data.bin', 'small once');
    put('same.txt', 'same');
    put('target.txt', 'target');
    symlinkSync('target.txt', join(folder, 'link'));
    const { id } = await keep();
    // Ignored now, so that the state of now does not hold them; or too large to be held.
    put('.gitignore', 'notes.txt\nlink\nsame.txt\n');
    put('notes.txt', 'a day of work');
    put('data.bin', new Uint8Array(11 * 1024 * 1024));
    rmSync(join(folder, 'link'));
    put('link', 'mine');
    const answer = await restore(id);
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('a day of work');
    expect(readFileSync(join(folder, 'link'), 'utf8')).toBe('mine');
    expect(statSync(join(folder, 'data.bin')).size).toBe(11 * 1024 * 1024);
    const failed = answer.type === 'restored' ? answer.failed.map((text) => text.split(':')[0]) : [];
    expect(failed.toSorted()).toEqual(['data.bin', 'link', 'notes.txt']);
  });

  it('leaves alone what somebody wrote after the state of now was kept', async () => {
    const blobs = new Blobs(join(stateFolder, 'checkpoints', 'blobs'));
    const kept = (label: string) =>
      keepFolder(folder, blobs, { label, earlier: undefined, bytes: 10_000_000 }, signal);
    put('src/a.ts', 'one');
    put('src/b.ts', 'one');
    const wanted = await kept('wanted');
    for (const path of ['src/a.ts', 'src/b.ts', 'src/new.ts', 'src/newer.ts']) put(path, 'two');
    const now = await kept('now');
    // Saved by an editor or a formatter before the restore came to them.
    for (const path of ['src/a.ts', 'src/new.ts']) put(path, 'three');
    const done = await putBack(folder, wanted, now, blobs);
    const text = (path: string) => readFileSync(join(folder, path), 'utf8');
    expect([text('src/a.ts'), text('src/b.ts'), text('src/new.ts')]).toEqual(['three', 'one', 'three']);
    expect(existsSync(join(folder, 'src/newer.ts'))).toBe(false);
    expect(done).toMatchObject({ kind: 'restored', written: 1, removed: 1 });
    const failed = done.kind === 'restored' ? done.failed.map((one) => one.split(':')[0]).toSorted() : [];
    expect(failed).toEqual(['src/a.ts', 'src/new.ts']);
  });

  it('keeps no more than it may: the oldest go', async () => {
    for (const label of ['one', 'two', 'three', 'four']) {
      put('a.txt', label);
      await keep(label, { keep: 2, bytes: 1e8 });
    }
    expect((await listed()).map(({ label }) => label)).toEqual(['four', 'three']);
  });

  it('is whole, though another window lets go of old ones at the same time', async () => {
    mixedProject();
    const before = state();
    await Promise.all([keep('left', { keep: 1, bytes: 1e8 }), keep('right')]);
    put('src/a.ts', 'changed');
    const [last] = await listed();
    await restore(last?.id ?? '');
    expect(state()).toEqual(before);
  });

  it('keeps what it uses again, though another lets go of it before the new one is written', async () => {
    mixedProject();
    const first = await keep();
    const shelf = join(stateFolder, 'checkpoints');
    const blobs = new Blobs(join(shelf, 'blobs'));
    const kept = await readManifest(shelf, first.id);
    if (kept === undefined) throw new Error('nothing was kept');
    // As if the files had not changed for long, and as if it were not known.
    for (const earlier of [{ ...kept, at: new Date(Date.now() + 60_000).toISOString() }, undefined]) {
      const longAgo = new Date(Date.now() - 3_600_000);
      for (const { hash } of kept.files)
        utimesSync(join(shelf, 'blobs', hash.slice(0, 2), hash), longAgo, longAgo);
      const next = await keepFolder(folder, blobs, { label: 'next', earlier, bytes: 1e8 }, signal);
      await blobs.sweep(new Set(), Date.now());
      expect(next.files.filter(({ hash }) => !blobs.has(hash))).toEqual([]);
    }
  });

  it('that was given up is not there, and gives way to the next', async () => {
    mixedProject();
    const surfaces = new Surfaces({ grammars: '', programs: {}, version: 'test' }, () => undefined);
    const question = (label: string): ToEngine => ({
      ...{ type: 'checkpoint', id: label, folder, stateFolder, label, unsaved: [], keep: 5, bytes: 1e8 },
    });
    const patience = new AbortController();
    const late = surfaces.answer(question('late'), patience.signal);
    const next = surfaces.answer(question('next'), signal);
    patience.abort();
    await expect(late).rejects.toThrow('given up');
    await next;
    expect((await listed()).map(({ label }) => label)).toEqual(['next']);
  });

  it('that is gone or damaged changes nothing, and says why', async () => {
    put('a.txt', 'one');
    const { id } = await keep();
    put('a.txt', 'two');
    expect(await restore('no-such')).toMatchObject({ type: 'failed' });
    expect(await restore('../../etc/passwd')).toMatchObject({ type: 'failed' });
    rmSync(join(stateFolder, 'checkpoints/blobs'), { recursive: true });
    expect(await restore(id)).toMatchObject({ type: 'failed' });
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('two');
  });
});
