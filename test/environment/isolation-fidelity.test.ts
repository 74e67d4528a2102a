import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeCopy, takeCopy } from '../../src/environment/isolation/copy.ts';
import { CopyPool } from '../../src/environment/isolation/copy-pool.ts';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { type Overlay, Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { projectOf, put, temporaryFolder } from '../support/projects.ts';

const never = new AbortController().signal;

function git(folder: string, ...args: string[]): string {
  const fixed = ['user.name=a', 'user.email=a@b', 'commit.gpgsign=false', 'protocol.file.allow=always'];
  return execFileSync('git', [...fixed.flatMap((each) => ['-c', each]), ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function taken(folder: string, overlays: readonly Overlay[] = [], limitBytes?: number) {
  const lease = takeLease();
  onTestFinished(() => lease.release());
  const snapshot = await Snapshot.take(folder, overlays, lease, never, limitBytes);
  return { lease, snapshot, copy: makeCopy(snapshot, lease) };
}

const read = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');

describe('a copy holds what the person sees', () => {
  it('staged, unstaged, untracked and unsaved, each at its latest', async () => {
    const root = projectOf({
      '.gitignore': 'ignored.txt\n',
      'committed.txt': '1',
      'staged.txt': '1',
      'both.txt': '1',
      'moved.txt': '1',
      'unsaved.txt': '1',
    });
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'all');
    put(root, { 'staged.txt': '2', 'both.txt': '2', 'new staged.txt': '2' });
    git(root, 'mv', 'moved.txt', 'to.txt');
    git(root, 'add', '.');
    put(root, { 'both.txt': '3', 'untracked.txt': '3', 'ignored.txt': '3', 'unsaved.txt': '3' });
    const { copy, snapshot } = await taken(root, [{ path: 'unsaved.txt', text: '4' }]);
    const found = Object.fromEntries(snapshot.list().map((path) => [path, read(copy.folder, path)]));
    expect(found).toEqual({
      '.gitignore': 'ignored.txt\n',
      'committed.txt': '1',
      'staged.txt': '2',
      'new staged.txt': '2',
      'both.txt': '3',
      'to.txt': '1',
      'untracked.txt': '3',
      'unsaved.txt': '4',
    });
  });

  it('submodules by their own rules, also what is tracked although it is ignored', async () => {
    const library = projectOf({ '.gitignore': '*.gen\n', 'lib.txt': 'lib', 'kept.gen': 'kept' });
    git(library, 'init', '-q');
    git(library, 'add', '-f', '.');
    git(library, 'commit', '-qm', 'lib');
    const root = projectOf({ 'a.txt': 'a' });
    git(root, 'init', '-q');
    git(root, 'submodule', 'add', '-q', library, 'vendor/lib');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'all');
    put(root, {
      'vendor/lib/lib.txt': 'changed',
      'vendor/lib/more.gen': 'ignored',
      'vendor/lib/new.txt': 'new',
    });
    const { snapshot, copy } = await taken(root);
    expect(snapshot.list()).toEqual([
      '.gitmodules',
      'a.txt',
      'vendor/lib/.gitignore',
      'vendor/lib/kept.gen',
      'vendor/lib/lib.txt',
      'vendor/lib/new.txt',
    ]);
    expect(read(copy.folder, 'vendor/lib/lib.txt')).toBe('changed');
  });

  it('only what a sparse checkout has on the disk', async () => {
    const root = projectOf({ 'in/a.txt': 'a', 'out/b.txt': 'b', 'top.txt': 't' });
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'all');
    git(root, 'sparse-checkout', 'set', '--cone', '--sparse-index', 'in');
    expect((await taken(root)).snapshot.list()).toEqual(['in/a.txt', 'top.txt']);
  });

  it('a worktree of a repository that lies elsewhere', async () => {
    const root = projectOf({ 'a.txt': 'a' });
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'all');
    const other = join(temporaryFolder(), 'other');
    git(root, 'worktree', 'add', '-q', other);
    put(other, { 'b.txt': 'b' });
    expect((await taken(other)).snapshot.list()).toEqual(['a.txt', 'b.txt']);
  });

  it('the modes of files, also of those that are not saved', async () => {
    const root = projectOf({ 'run.sh': '#!/bin/sh\n', 'tool.sh': '#!/bin/sh\n', 'fixed.txt': 'x' });
    for (const path of ['run.sh', 'tool.sh']) chmodSync(join(root, path), 0o755);
    chmodSync(join(root, 'fixed.txt'), 0o444);
    const { copy } = await taken(root, [{ path: 'tool.sh', text: '#!/bin/sh\necho unsaved\n' }]);
    const mode = (path: string): number => lstatSync(join(copy.folder, path)).mode & 0o777;
    expect(['run.sh', 'tool.sh', 'fixed.txt'].map(mode)).toEqual([0o755, 0o755, 0o444]);
    copy.put(
      new Map([
        ['run.sh', 'edited'],
        ['fixed.txt', 'edited'],
      ]),
    );
    expect(['run.sh', 'fixed.txt'].map(mode)).toEqual([0o755, 0o444]);
  });

  it.each(['git', 'no git'])(
    'links that stay inside, as links into the copy; others are left out (%s)',
    async (kind) => {
      const root = projectOf({ 'real/a.txt': 'a', 'src/b.txt': 'b' });
      const outside = temporaryFolder();
      put(outside, { 'secret.txt': 'secret' });
      const links: Readonly<Record<string, string>> = {
        'to-folder': 'real',
        'src/up.txt': '../real/a.txt',
        'absolute.txt': join(root, 'real/a.txt'),
        'twice.txt': 'absolute.txt',
        'outside.txt': join(outside, 'secret.txt'),
        'outside-folder': outside,
        'sneaky.txt': '../project/outside.txt',
        dangling: 'nowhere',
        loop: 'loop',
      };
      for (const [path, target] of Object.entries(links)) symlinkSync(target, join(root, path));
      if (kind === 'git') {
        git(root, 'init', '-q');
        git(root, 'add', '.');
      }
      const { snapshot, copy } = await taken(root);
      expect([...snapshot.links.keys()].toSorted()).toEqual([
        'absolute.txt',
        'src/up.txt',
        'to-folder',
        'twice.txt',
      ]);
      expect(snapshot.list()).toEqual(['real/a.txt', 'src/b.txt']);
      for (const path of snapshot.links.keys()) {
        expect(lstatSync(join(copy.folder, path)).isSymbolicLink()).toBe(true);
        expect(realpathSync(join(copy.folder, path)).startsWith(realpathSync(copy.folder)), path).toBe(true);
      }
      writeFileSync(join(copy.folder, 'twice.txt'), 'written through');
      expect(read(copy.folder, 'real/a.txt')).toBe('written through');
      expect(read(root, 'real/a.txt')).toBe('a');
    },
  );

  it('a virtual environment as a link, for it knows its own place', async () => {
    const root = projectOf({ 'pyproject.toml': '', 'a.py': '', 'pkg/setup.py': '' });
    for (const path of ['.venv', 'pkg/venv'])
      put(root, { [`${path}/pyvenv.cfg`]: '', [`${path}/lib/x.py`]: 'x' });
    const { snapshot, copy } = await taken(root);
    expect(snapshot.list()).toEqual(['a.py', 'pkg/setup.py', 'pyproject.toml']);
    for (const path of ['.venv', 'pkg/venv'])
      expect(readlinkSync(join(copy.folder, path))).toBe(join(root, path));
    copy.reset();
    expect(read(copy.folder, '.venv/lib/x.py')).toBe('x');
    copy.dispose();
    expect(read(root, '.venv/lib/x.py')).toBe('x');
  });

  it('no more bytes than are allowed: the largest files are left out, and named', async () => {
    const root = projectOf({
      'a.txt': 'x'.repeat(10),
      'b.txt': 'x'.repeat(500),
      'c.txt': 'x'.repeat(20),
      'd.txt': 'x'.repeat(300),
    });
    const { snapshot } = await taken(root, [], 100);
    expect(snapshot.tooLarge).toEqual(['b.txt', 'd.txt']);
    expect(snapshot.list()).toEqual(['a.txt', 'c.txt']);
    expect((await taken(root, [], 400)).snapshot.tooLarge).toEqual(['b.txt']);
  });
});

describe('what tests did to a copy', () => {
  it('is taken back before the next candidate, whatever it was', async () => {
    const root = projectOf({ 'a.txt': 'a', 'b/b.txt': 'b', 'c/c.txt': 'c', 'd.txt': 'd' });
    symlinkSync('a.txt', join(root, 'link.txt'));
    const outside = temporaryFolder();
    put(outside, { 'b.txt': 'private' });
    const { copy } = await taken(root);
    copy.put(new Map([['d.txt', 'candidate']]));
    await new Promise((done) => setTimeout(done, 20));
    writeFileSync(join(copy.folder, 'a.txt'), 'b');
    rmSync(join(copy.folder, 'b'), { recursive: true });
    symlinkSync(outside, join(copy.folder, 'b'));
    rmSync(join(copy.folder, 'c'), { recursive: true });
    writeFileSync(join(copy.folder, 'c'), 'a file now');
    rmSync(join(copy.folder, 'link.txt'));
    put(copy.folder, { 'left/over.txt': 'x', 'node_modules/.cache/kept': 'k' });
    execFileSync('touch', ['-d', '2 years ago', join(copy.folder, 'a.txt')]);
    copy.reset();
    expect(
      ['a.txt', 'b/b.txt', 'c/c.txt', 'd.txt', 'link.txt'].map((path) => read(copy.folder, path)),
    ).toEqual(['a', 'b', 'c', 'd', 'a']);
    expect(existsSync(join(copy.folder, 'left/over.txt'))).toBe(false);
    expect(read(copy.folder, 'node_modules/.cache/kept')).toBe('k');
    expect(read(outside, 'b.txt')).toBe('private');
  });

  it('never leads an edit out of the copy', async () => {
    const outside = temporaryFolder();
    put(outside, { 'b.txt': 'private' });
    const { copy } = await taken(projectOf({ 'a/b.txt': 'b' }));
    for (const texts of [
      new Map([['a/b.txt', 'edit']]),
      new Map([['a/new.txt', 'edit']]),
      new Map([['a/b.txt', undefined]]),
    ]) {
      rmSync(join(copy.folder, 'a'), { recursive: true });
      symlinkSync(outside, join(copy.folder, 'a'));
      copy.put(texts);
      expect(read(outside, 'b.txt')).toBe('private');
      expect(existsSync(join(outside, 'new.txt'))).toBe(false);
    }
  });
});

describe('cancelling', () => {
  it('leaves no half copy', async () => {
    const { snapshot, lease } = await taken(
      projectOf(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}.txt`, 'x']))),
    );
    const abort = new AbortController();
    const copying = takeCopy(snapshot, lease, abort.signal);
    abort.abort();
    expect(await copying).toBeUndefined();
    const before = execFileSync('ls', [lease.folder], { encoding: 'utf8' });
    expect(before.match(/copy-/g)).toHaveLength(1);
    const whole = await takeCopy(snapshot, lease, never);
    expect(read(whole?.folder ?? '', '299.txt')).toBe('x');
    expect(dirname(whole?.folder ?? '')).toContain(lease.folder);
  });

  it('ends the wait for a copy, and takes no turn from those who still wait', async () => {
    const { snapshot, lease } = await taken(projectOf({ 'a.txt': 'a' }));
    const pool = new CopyPool(snapshot, lease, 1);
    let release = (): void => undefined;
    const order: string[] = [];
    const first = pool.lend(
      new Map(),
      () =>
        new Promise<void>((done) => {
          release = done;
        }),
    );
    const abort = new AbortController();
    const second = pool.lend(new Map(), async () => order.push('second'), abort.signal);
    const third = pool.lend(new Map([['a.txt', 'third']]), async (copy) =>
      order.push(read(copy.folder, 'a.txt')),
    );
    await expect.poll(() => release.name).toBeDefined();
    abort.abort();
    expect(await second).toBeUndefined();
    await expect
      .poll(() => {
        release();
        return order;
      })
      .toEqual(['third']);
    await Promise.all([first, third]);
    expect(await pool.lend(new Map(), async () => 'again', abort.signal)).toBeUndefined();
    expect(await pool.lend(new Map(), async (copy) => read(copy.folder, 'a.txt'))).toBe('a');
  });
});
