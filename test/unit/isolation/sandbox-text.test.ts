import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  bubblewrapArguments,
  bubblewrapWords,
} from '../../../src/environment/isolation/sandbox/bubblewrap.ts';
import type { ConfineRequest } from '../../../src/environment/isolation/sandbox/confinement.ts';
import { containerCommand } from '../../../src/environment/isolation/sandbox/container.ts';
import { seatbeltProfile } from '../../../src/environment/isolation/sandbox/seatbelt.ts';

const REQUEST: ConfineRequest = {
  argv: ['/usr/local/bin/node', '--test', 'a.test.js'],
  cwd: '/copy/workspace/pkg',
  env: { CI: '1', PATH: '/host/bin', HOME: '/host/home', API_URL: 'http://secret', TMPDIR: '/copy/tmp' },
  writable: ['/copy/workspace', '/copy/tmp', '/lease/report'],
  limits: { memoryMegabytes: 1024, processes: 99 },
  mark: 'abc',
  sandbox: {
    choice: 'auto',
    network: 'none',
    temporary: '/copy/tmp',
    empty: '/copy/empty',
    readable: ['/lease', '/home/me/shop'],
  },
};

describe('bubblewrap', () => {
  it('shows with a program that a link leads to what is installed beside it', () => {
    // What lies in the system's folder for temporary files is hidden, but for what is shown again.
    const root = realpathSync(mkdtempSync('/tmp/credence-test-'));
    onTestFinished(() => rmSync(root, { recursive: true }));
    const packages = join(root, 'elsewhere/node_modules');
    mkdirSync(join(packages, 'runner/dist'), { recursive: true });
    mkdirSync(join(root, 'shop/node_modules'), { recursive: true });
    writeFileSync(join(packages, 'runner/dist/main.js'), '');
    symlinkSync(join(packages, 'runner'), join(root, 'shop/node_modules/runner'));
    const program = join(root, 'shop/node_modules/runner/dist/main.js');
    const shown = bubblewrapArguments(
      { ...REQUEST, argv: ['/usr/bin/node', program] },
      { network: true, processes: true, size: true },
    );
    expect(shown.flatMap((word, at) => (word === '--ro-bind' ? [shown[at + 1]] : []))).toContain(packages);
  });
});

describe('a container', () => {
  const words = (over: Partial<ConfineRequest> = {}): readonly string[] =>
    containerCommand({ ...REQUEST, ...over }, { engine: 'podman', image: 'node:22' }).argv;
  /** The values of an option that may come several times. */
  const all = (argv: readonly string[], option: string): readonly string[] =>
    argv.flatMap((word, index) => (word === option ? [argv[index + 1] ?? ''] : []));

  it('has no network, no rights, and nothing writable but what is its own', () => {
    const argv = words();
    expect(argv.slice(0, 2)).toEqual(['podman', 'run']);
    for (const flag of ['--rm', '--read-only', '--init']) expect(argv).toContain(flag);
    expect(all(argv, '--network')).toEqual(['none']);
    expect(all(argv, '--cap-drop')).toEqual(['ALL']);
    expect(all(argv, '--memory')).toEqual(['1024m']);
    expect(all(argv, '--pids-limit')).toEqual(['99']);
    expect(all(argv, '--workdir')).toEqual(['/copy/workspace/pkg']);
    const writable = all(argv, '--mount').filter((mount) => !mount.endsWith(',readonly'));
    expect(writable).toEqual([
      'type=bind,source=/copy/tmp,target=/copy/tmp',
      'type=bind,source=/copy/workspace,target=/copy/workspace',
      'type=bind,source=/lease/report,target=/lease/report',
      'type=bind,source=/copy/tmp,target=/tmp',
    ]);
    expect(all(argv, '--mount')).toContain('type=bind,source=/home/me/shop,target=/home/me/shop,readonly');
  });

  it('keeps its network when that is asked for', () => {
    const open = { ...REQUEST.sandbox, network: 'open' as const };
    expect(all(words({ sandbox: open }), '--network')).toEqual([]);
  });

  it('runs its own program, with the variables of the run and not those of the machine, their values unseen', () => {
    const argv = words();
    expect(argv.slice(argv.indexOf('node:22'))).toEqual(['node:22', 'node', '--test', 'a.test.js']);
    expect(all(argv, '--env')).toEqual(
      ['CI', 'API_URL', 'TMPDIR'].filter((key) => process.env[key] !== REQUEST.env[key]),
    );
    expect(argv.join(' ')).not.toContain('secret');
  });

  it('runs a program that comes with the project where it lies', () => {
    const argv = words({ argv: ['/home/me/shop/.venv/bin/python', '-m', 'pytest'] });
    expect(argv.slice(-3)).toEqual(['/home/me/shop/.venv/bin/python', '-m', 'pytest']);
  });

  it('is ended by its name', () => {
    const { end, words: told } = containerCommand(REQUEST, { engine: 'docker', image: 'i' });
    expect(end).toEqual(['docker', 'rm', '--force', 'credence-abc']);
    expect(told).toBe('docker i: no network, only the copy is writable');
  });
});

describe('a profile for macOS', () => {
  const rules = (over: Partial<ConfineRequest['sandbox']> = {}): readonly string[] =>
    seatbeltProfile({ ...REQUEST, sandbox: { ...REQUEST.sandbox, ...over } }, '/Users/me').split('\n');

  it('denies writing before it allows what is its own, for the last rule decides', () => {
    const lines = rules();
    const allow = lines.findIndex((line) => line.startsWith('(allow file-write* (subpath'));
    expect(lines.indexOf('(deny file-write*)')).toBeGreaterThan(lines.indexOf('(allow default)'));
    expect(allow).toBeGreaterThan(lines.indexOf('(deny file-write*)'));
    expect(lines[allow]).toBe(
      '(allow file-write* (subpath "/copy/tmp") (subpath "/copy/workspace") (subpath "/lease/report"))',
    );
  });

  it('takes the network away but for its own machine, and leaves it where that is asked for', () => {
    expect(rules()).toContain('(deny network*)');
    expect(rules()).toContain('(allow network* (remote ip "localhost:*"))');
    expect(rules({ network: 'open' }).join('\n')).not.toContain('network');
  });

  it('hides credentials', () => {
    const denied = rules().find((line) => line.startsWith('(deny file-read*'));
    for (const path of ['/Users/me/.ssh', '/Users/me/.netrc', '/Users/me/Library/Keychains'])
      expect(denied).toContain(`(subpath "${path}")`);
  });

  it('names a folder behind a link by both its names, and quotes what could end a text', () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'profile-')));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'real "a" \\ b'));
    symlinkSync(join(folder, 'real "a" \\ b'), join(folder, 'link'));
    const line = rules({ temporary: join(folder, 'link') }).at(-1);
    expect(line).toContain(`(subpath "${folder}/link")`);
    expect(line).toContain(`(subpath "${folder}/real \\"a\\" \\\\ b")`);
    // Every quote that is not escaped closes or opens a text: their number is even.
    expect((line?.replace(/\\[\\"]/g, '').match(/"/g)?.length ?? 1) % 2).toBe(0);
  });
});

describe('what bubblewrap gives', () => {
  it('is told as it is, also where it cannot give all', () => {
    const all = { network: true, processes: true, size: true };
    expect(bubblewrapWords('none', all)).toBe('bubblewrap: no network, only the copy is writable');
    expect(bubblewrapWords('open', all)).toBe('bubblewrap: the network is open, only the copy is writable');
    expect(bubblewrapWords('none', { ...all, network: false })).toContain('cannot be taken away here');
  });
});
