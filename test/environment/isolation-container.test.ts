import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { commandEnvironment } from '../../src/environment/command-environment.ts';
import { createEnvironment } from '../../src/environment/environment.ts';
import { makeCopy } from '../../src/environment/isolation/copy.ts';
import { isolate } from '../../src/environment/isolation/isolate.ts';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { runCommand } from '../../src/environment/isolation/process.ts';
import { startService } from '../../src/environment/isolation/service.ts';
import { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { projectOf, put, temporaryFolder } from '../support/projects.ts';
import { testSyntax } from '../support/syntax.ts';
import { aTask } from '../support/world.ts';

const never = new AbortController().signal;

/** An engine that only notes what it was asked for; one that runs waits until somebody ends it. */
function engine(run: string): { readonly calls: () => readonly string[] } {
  const folder = temporaryFolder();
  put(folder, {
    docker: `#!/bin/sh\necho "$@" >> ${folder}/calls\n[ "$1" = run ] || exit 0\n${run}\n`,
  });
  chmodSync(join(folder, 'docker'), 0o755);
  const before = process.env.PATH;
  process.env.PATH = `${folder}${delimiter}${before}`;
  onTestFinished(() => {
    process.env.PATH = before;
  });
  return {
    calls: () =>
      existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n') : [],
  };
}

async function inContainer(run: string) {
  const { calls } = engine(run);
  const origin = projectOf({ 'a.txt': 'a' });
  const lease = takeLease();
  onTestFinished(() => lease.release());
  const { folder: root } = makeCopy(await Snapshot.take(origin, [], lease, never), lease);
  const { temporary, confined } = isolate(
    { origin, choice: { engine: 'docker', image: 'shop:dev' }, network: 'none' },
    { root, lease: lease.folder },
  );
  const argv = ['no-such-program-here', '--test'] as const;
  const request = {
    ...confined,
    argv,
    cwd: root,
    env: commandEnvironment({ lease: lease.folder, temporary }),
  };
  return { calls, request, lease };
}

describe('a command in a container', () => {
  it('is told by the engine, with what confined it, and removed after', async () => {
    const { calls, request } = await inContainer('echo hello; exit 3');
    const result = await runCommand({ ...request, limitSeconds: 10, limitBytes: 1e6, signal: never });
    expect(result).toMatchObject({
      ended: 'exited',
      exitCode: 3,
      stdout: 'hello\n',
      sandbox: 'docker shop:dev: no network, only the copy is writable',
    });
    expect(calls()[0]).toMatch(/^run --rm .* shop:dev no-such-program-here --test$/);
  });

  it('that does not end is ended by its name, since it is not among our processes', async () => {
    const { calls, request } = await inContainer('sleep 1000');
    const result = await runCommand({ ...request, limitSeconds: 1, limitBytes: 1e6, signal: never });
    expect(result.ended).toBe('timed-out');
    const name = /--name (\S+)/.exec(calls()[0] ?? '')?.[1];
    expect(calls()[1]).toBe(`rm --force ${name}`);
  });

  it('of an owner that is gone is ended with its temporary folder', async () => {
    const { calls, request, lease } = await inContainer('sleep 1000');
    const abort = new AbortController();
    const running = runCommand({ ...request, limitSeconds: 60, limitBytes: 1e6, signal: abort.signal });
    await expect.poll(() => calls().length).toBe(1);
    lease.release();
    expect(calls()[1]).toMatch(/^rm --force credence-/);
    abort.abort();
    await running;
  });

  it('whose engine does not work could not do it, and its words are kept', async () => {
    const { request } = await inContainer('echo "Cannot connect to the daemon" >&2; exit 125');
    const result = await runCommand({ ...request, limitSeconds: 10, limitBytes: 1e6, signal: never });
    expect(result).toMatchObject({ exitCode: 125, stderr: 'Cannot connect to the daemon\n' });
  });

  it('whose engine does not work says in the survey what to try', async () => {
    engine(
      "echo 'docker: Cannot connect to the daemon' >&2; echo \"Run 'docker run --help' for more information\" >&2; exit 125",
    );
    const environment = await createEnvironment({
      folder: projectOf({
        'package.json': '{ "name": "shop", "scripts": { "test": "node --test" } }',
        'shop.test.js': "require('node:test').test('opens', () => {});\n",
      }),
      overlays: [],
      trusted: true,
      syntax: testSyntax(),
      programs: {},
      sandbox: { engine: 'docker', image: 'shop:dev' },
      signal: never,
    });
    onTestFinished(() => environment.dispose());
    const { obstacles } = await environment.survey(aTask(), never);
    expect(obstacles.map(({ message, hint }) => `${message} ${hint}`)).toEqual([
      expect.stringMatching(/: docker: Cannot connect to the daemon.* `docker run --rm shop:dev true` works/),
    ]);
  });

  it('cannot be kept running for messages, and says so', async () => {
    const { request, calls } = await inContainer('sleep 1000');
    expect(await startService(request).ended).toMatchObject({
      how: 'not-started',
      reason: 'a program in a container cannot be kept running for messages',
    });
    expect(calls()).toEqual([]);
  });
});
