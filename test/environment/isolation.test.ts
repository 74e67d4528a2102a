import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeCopy } from '../../src/environment/isolation/copy.ts';
import { sweepLeftovers, takeLease } from '../../src/environment/isolation/lease.ts';
import { runCommand } from '../../src/environment/isolation/process.ts';
import { type Overlay, Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { projectOf, put, temporaryFolder } from '../support/projects.ts';

const never = new AbortController().signal;

function git(folder: string, ...args: string[]): string {
  return execFileSync(
    'git',
    ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false', ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
}

async function snapshotOf(folder: string, overlays: readonly Overlay[] = []) {
  const lease = takeLease();
  onTestFinished(() => lease.release());
  return { lease, snapshot: await Snapshot.take(folder, overlays, lease, never) };
}

const TREE = {
  '.gitignore': 'dist/\n*.log\n',
  'src/a.ts': 'export const a = 1;\n',
  'src/crlf.ts': 'one\r\ntwo\r\n',
  'src/bom.ts': '\uFEFFexport {};\n',
  'src/ünï code.ts': 'ok\n',
  'latin1.txt': Buffer.from([0x68, 0xe9, 0x0a]),
  'picture.png': Buffer.from([0, 1, 2, 3]),
  'big.txt': 'x'.repeat(1_500_000),
  'dist/out.js': 'built',
  'debug.log': 'noise',
  'nested/.gitignore': 'secret.txt\n',
  'nested/secret.txt': 'hidden',
  'nested/seen.txt': 'seen',
};
const SEEN = Object.keys(TREE)
  .filter((path) => !['dist/out.js', 'debug.log', 'nested/secret.txt'].includes(path))
  .toSorted();

describe.each(['git', 'no git'])('a snapshot of a folder with %s', (kind) => {
  const make = (): string => {
    const folder = projectOf(TREE);
    if (kind === 'git') git(folder, 'init', '-q');
    return folder;
  };

  it('holds what the person sees, without what is ignored', async () => {
    const { snapshot } = await snapshotOf(make());
    expect(snapshot.list()).toEqual(SEEN);
    expect(snapshot.read('src/crlf.ts')).toBe('one\r\ntwo\r\n');
    expect(snapshot.read('src/bom.ts')).toBe('export {};\n');
    expect(snapshot.read('src/ünï code.ts')).toBe('ok\n');
    for (const path of ['latin1.txt', 'picture.png', 'big.txt'])
      expect(snapshot.read(path), path).toBeUndefined();
  });

  it('puts every byte into a copy, and takes edits back', async () => {
    const folder = make();
    const { snapshot, lease } = await snapshotOf(folder);
    const copy = makeCopy(snapshot, lease);
    const same = (): void => {
      for (const path of SEEN)
        expect(readFileSync(join(copy.folder, path)).equals(readFileSync(join(folder, path)))).toBe(true);
    };
    same();
    copy.put(
      new Map([
        ['src/bom.ts', 'changed\n'],
        ['src/a.ts', undefined],
        ['new/file.ts', 'new'],
      ]),
    );
    expect(readFileSync(join(copy.folder, 'src/bom.ts'), 'utf8')).toBe('\uFEFFchanged\n');
    expect(existsSync(join(copy.folder, 'src/a.ts'))).toBe(false);
    expect(readFileSync(join(copy.folder, 'new/file.ts'), 'utf8')).toBe('new');
    copy.put(new Map());
    expect(existsSync(join(copy.folder, 'new/file.ts'))).toBe(false);
    same();
  });

  it('prefers unsaved texts, keeps the byte-order mark, and ignores what lies outside', async () => {
    const folder = make();
    const { snapshot } = await snapshotOf(folder, [
      { path: 'src/a.ts', text: 'unsaved' },
      { path: 'src/bom.ts', text: 'unsaved too' },
      { path: 'src/untitled.ts', text: 'new' },
      { path: '../outside.ts', text: 'evil' },
    ]);
    expect(snapshot.read('src/a.ts')).toBe('unsaved');
    expect(readFileSync(join(snapshot.folder, 'src/bom.ts'), 'utf8')).toBe('\uFEFFunsaved too');
    expect(snapshot.list()).toContain('src/untitled.ts');
    expect(readFileSync(join(folder, 'src/a.ts'), 'utf8')).toBe(TREE['src/a.ts']);
    expect(snapshot.list().some((path) => path.includes('outside'))).toBe(false);
  });

  it('leaves packages, and what lies behind a link or below a file, to the disk', async () => {
    const folder = make();
    const outside = temporaryFolder();
    symlinkSync(outside, join(folder, 'link'));
    const { snapshot } = await snapshotOf(
      folder,
      [
        'node_modules/foo/index.js',
        '.git/config',
        'link/a.ts',
        'src/a.ts/b.ts',
        './src/a.ts',
        'src//a.ts',
      ].map((path) => ({ path, text: 'unsaved' })),
    );
    expect(snapshot.list()).toEqual(SEEN);
    expect(snapshot.read('src/a.ts')).toBe(TREE['src/a.ts']);
  });

  it('reads nothing but its own files', async () => {
    const { snapshot } = await snapshotOf(make());
    for (const path of ['../lease.json', 'src/../src/a.ts', '/etc/hostname', 'dist/out.js', 'src', ''])
      expect(snapshot.read(path), path).toBeUndefined();
  });

  it('does not follow a link out of the workspace', async () => {
    const folder = make();
    const outside = temporaryFolder();
    put(outside, { 'private.txt': 'private' });
    symlinkSync(outside, join(folder, 'link'));
    symlinkSync(join(outside, 'private.txt'), join(folder, 'private.txt'));
    expect((await snapshotOf(folder)).snapshot.list()).toEqual(SEEN);
  });
});

describe('a snapshot under git', () => {
  it('of a subfolder holds that folder only; a deleted file is gone, a nested repository is not', async () => {
    const root = projectOf({
      'app/a.ts': 'a',
      'app/gone.ts': 'g',
      'other/b.ts': 'b',
      'app/vendor/lib/c.ts': 'c',
      'app/vendor/lib/.gitignore': 'd.ts',
      'app/vendor/lib/d.ts': 'd',
    });
    git(join(root, 'app/vendor/lib'), 'init', '-q');
    git(join(root, 'app/vendor/lib'), 'add', '.');
    git(join(root, 'app/vendor/lib'), 'commit', '-qm', 'lib');
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'all');
    rmSync(join(root, 'app/gone.ts'));
    const { snapshot } = await snapshotOf(join(root, 'app'));
    expect(snapshot.list()).toEqual(['a.ts', 'vendor/lib/.gitignore', 'vendor/lib/c.ts']);
  });

  it('does not look behind a link, nor stumble over a file, that took the place of a tracked folder', async () => {
    const outside = temporaryFolder();
    put(outside, { 'a.txt': 'private' });
    const root = projectOf({ 'linked/a.txt': 'a', 'flat/a.txt': 'a', 'b.txt': 'b' });
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'all');
    rmSync(join(root, 'linked'), { recursive: true });
    symlinkSync(outside, join(root, 'linked'));
    rmSync(join(root, 'flat'), { recursive: true });
    put(root, { flat: 'now a file' });
    expect((await snapshotOf(root)).snapshot.list()).toEqual(['b.txt', 'flat']);
  });

  it('leaves the repository as it was, byte for byte, and runs nothing that it configures', async () => {
    const root = projectOf(TREE);
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'all');
    put(root, { 'hook.sh': '#!/bin/sh\ntouch "$(dirname "$0")/executed"\n', 'src/a.ts': 'changed' });
    execFileSync('chmod', ['+x', join(root, 'hook.sh')]);
    git(root, 'config', 'core.fsmonitor', join(root, 'hook.sh'));
    const hash = (): string => {
      const sum = createHash('sha256');
      for (const name of (readdirSync(root, { recursive: true }) as string[]).toSorted()) {
        sum.update(name);
        if (lstatSync(join(root, name)).isFile()) sum.update(readFileSync(join(root, name)));
      }
      return sum.digest('hex');
    };
    const before = hash();
    await snapshotOf(root);
    expect(hash()).toBe(before);
    expect(existsSync(join(root, 'executed'))).toBe(false);
  });
});

describe('packages of a copy', () => {
  it('are linked entry by entry, so that a cache is written into the copy', async () => {
    const folder = projectOf({
      'package.json': '{}',
      '.gitignore': 'node_modules\n',
      'node_modules/foo/index.js': 'foo',
      'node_modules/@s/bar/index.js': 'bar',
    });
    mkdirSync(join(folder, 'node_modules/.vite'));
    put(folder, { 'node_modules/.vite/own.json': '{}' });
    symlinkSync('nowhere', join(folder, 'node_modules/dangling'));
    const { snapshot, lease } = await snapshotOf(folder);
    const copy = makeCopy(snapshot, lease);
    put(copy.folder, { 'node_modules/.vite/deps.json': 'cache', 'node_modules/.cache/x': 'y' });
    expect(readdirSync(join(folder, 'node_modules')).toSorted()).toEqual(['.vite', '@s', 'dangling', 'foo']);
    expect(readdirSync(join(folder, 'node_modules/.vite'))).toEqual(['own.json']);
    expect(readFileSync(join(copy.folder, 'node_modules/@s/bar/index.js'), 'utf8')).toBe('bar');
    copy.dispose();
    expect(readFileSync(join(folder, 'node_modules/foo/index.js'), 'utf8')).toBe('foo');
  });

  it('that are part of the workspace lead into the copy', async () => {
    const folder = projectOf({
      'package.json': '{"workspaces":["packages/*"]}',
      '.gitignore': 'node_modules\n',
      'packages/lib/package.json': '{}',
      'packages/lib/index.js': 'original',
    });
    mkdirSync(join(folder, 'node_modules/@shop'), { recursive: true });
    symlinkSync('../packages/lib', join(folder, 'node_modules/lib'));
    symlinkSync('../../packages/lib', join(folder, 'node_modules/@shop/lib'));
    const { snapshot, lease } = await snapshotOf(folder);
    const copy = makeCopy(snapshot, lease);
    copy.put(new Map([['packages/lib/index.js', 'edited']]));
    for (const name of ['lib', '@shop/lib'])
      expect(readFileSync(join(copy.folder, 'node_modules', name, 'index.js'), 'utf8')).toBe('edited');
    expect(readFileSync(join(folder, 'packages/lib/index.js'), 'utf8')).toBe('original');
  });
});

describe('a command', () => {
  it('leaves nothing behind, not even what left its group and holds its output open', async () => {
    const folder = temporaryFolder();
    const script = `const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'inherit' });
      require('node:fs').writeFileSync('pid', String(child.pid)); child.unref(); process.exit(0);`;
    const began = performance.now();
    const result = await runCommand({
      argv: ['node', '-e', script],
      cwd: folder,
      env: { PATH: process.env.PATH ?? '' },
      limitSeconds: 60,
      limitBytes: 1e6,
      signal: never,
    });
    expect(result).toMatchObject({ ended: 'exited', exitCode: 0 });
    expect(performance.now() - began).toBeLessThan(40_000);
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    // It was killed; the system may take a moment to bury it.
    await expect.poll(() => isRunning(pid), { timeout: 5000 }).toBe(false);
  });

  it('that cannot be started is a value', async () => {
    const request = { cwd: '/', env: {}, limitSeconds: 5, limitBytes: 100, signal: never };
    expect((await runCommand({ ...request, argv: ['/no/such/program'] })).ended).toBe('not-started');
    expect((await runCommand({ ...request, argv: ['/bin/echo', 'x'.repeat(4_000_000)] })).ended).toBe(
      'not-started',
    );
  });
});

describe('a temporary folder', () => {
  it('of a killed owner is swept with its processes, and no other folder is', async () => {
    const script = `
      import { takeLease } from ${JSON.stringify(join(import.meta.dirname, '../../src/environment/isolation/lease.ts'))};
      import { runCommand } from ${JSON.stringify(join(import.meta.dirname, '../../src/environment/isolation/process.ts'))};
      import { commandEnvironment } from ${JSON.stringify(join(import.meta.dirname, '../../src/environment/command-environment.ts'))};
      const lease = takeLease();
      const running = runCommand({ argv: [process.execPath, '-e', 'console.log(1); for (;;) {}'], cwd: lease.folder,
        env: commandEnvironment({ lease: lease.folder }), limitSeconds: 600, limitBytes: 1e6, signal: new AbortController().signal });
      setTimeout(() => console.log(lease.folder), 300);
      await running;`;
    const owner = spawn('node', ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const folder = await new Promise<string>((done) =>
      owner.stdout.once('data', (text: Buffer) => done(text.toString().trim())),
    );
    const marked = (): readonly string[] => processesWith(`CREDENCE_LEASE=${folder}`);
    expect(marked()).toHaveLength(1);
    expect(sweepLeftovers()).not.toContain(folder);
    const exited = new Promise((done) => owner.once('exit', done));
    owner.kill('SIGKILL');
    await exited;
    const foreign = join(tmpdir(), `credence-mine-${process.pid}`);
    put(foreign, { 'notes.txt': 'not yours' });
    execFileSync('touch', ['-d', '2 hours ago', foreign]);
    onTestFinished(() => rmSync(foreign, { recursive: true }));
    const lease = join(import.meta.dirname, '../../src/environment/isolation/lease.ts');
    const swept = spawnSync(
      'node',
      [
        '--input-type=module',
        '-e',
        `import { sweepLeftovers } from ${JSON.stringify(lease)}; console.log(JSON.stringify(sweepLeftovers()));`,
      ],
      { encoding: 'utf8' },
    );
    expect(JSON.parse(swept.stdout)).toContain(folder);
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(foreign)).toBe(true);
    await expect.poll(marked).toEqual([]);
  });
});

function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/\) [ZX] /.test(stat);
  } catch {
    return false;
  }
}

function processesWith(mark: string): readonly string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readFileSync(`/proc/${name}/environ`, 'latin1').split('\0').includes(mark);
    } catch {
      return false;
    }
  });
}
