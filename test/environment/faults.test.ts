import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { everything } from '../../bench/isolation/everything.ts';
import { createEnvironment } from '../../src/environment/environment.ts';
import type { Isolation } from '../../src/environment/isolation/isolate.ts';
import { probeBubblewrap } from '../../src/environment/isolation/sandbox/bubblewrap-probe.ts';
import type { TestReport } from '../../src/loop/types.ts';
import { isRunning, processesWith } from '../support/processes.ts';
import { projectOf, runIn } from '../support/projects.ts';
import { testSyntax } from '../support/syntax.ts';
import { aTask } from '../support/world.ts';

const never = new AbortController().signal;
const isSandboxed = process.platform === 'linux' && probeBubblewrap().kind === 'works';
const unless = isSandboxed ? '' : ' (skipped: bubblewrap is missing or does not work here)';

/** A test file of each runner whose one test, `fault`, does this. */
const JAVASCRIPT = {
  'node:test': (body: string) => ({
    'package.json': '{"type":"module","scripts":{"test":"node --test"}}',
    'fault.test.js': `import fs from 'node:fs';\nimport os from 'node:os';\nimport { spawn } from 'node:child_process';\nimport net from 'node:net';\nimport test from 'node:test';\ntest('fault', async () => {\n${body}\n});\n`,
  }),
  vitest: (body: string) => ({
    'package.json': '{"type":"module","scripts":{"test":"vitest run"},"devDependencies":{"vitest":"*"}}',
    'fault.test.js': `import fs from 'node:fs';\nimport os from 'node:os';\nimport { spawn } from 'node:child_process';\nimport net from 'node:net';\nimport { test } from 'vitest';\ntest('fault', async () => {\n${body}\n}, 600_000);\n`,
  }),
};
const PYTHON = {
  unittest: (body: string) => ({
    'test_fault.py': `import os, socket, subprocess, sys, tempfile, time, unittest\n\n\nclass Fault(unittest.TestCase):\n    def test_fault(self):\n${indented(body, 8)}\n`,
  }),
};

function indented(text: string, by: number): string {
  return text
    .split('\n')
    .map((line) => `${' '.repeat(by)}${line}`)
    .join('\n');
}

/** The same fault in each language. */
function faults(javascript: string, python: string): readonly (readonly [string, Record<string, string>])[] {
  return [
    ...Object.entries(JAVASCRIPT).map(([name, make]) => [name, make(javascript)] as const),
    ...Object.entries(PYTHON).map(([name, make]) => [name, make(python)] as const),
  ];
}

const ourLeases = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => /^credence-[^_]+_(\d+)_/.exec(name)?.[1] === String(process.pid));

/** Runs the tests, and asserts what holds after every fault: nothing of the person's differs, and nothing is left. */
async function run(
  files: Readonly<Record<string, string>>,
  over: { readonly limitSeconds?: number; readonly isolation?: Partial<Isolation> } = {},
): Promise<TestReport> {
  const folder = projectOf(files);
  const before = everything(folder);
  const report = await runIn(folder, undefined, { limitSeconds: 30, isolation: {}, ...over });
  expect(everything(folder)).toEqual(before);
  expect(ourLeases()).toEqual([]);
  await expect.poll(() => processesWith(`CREDENCE_LEASE=${tmpdir()}/credence-`).filter(isOurs)).toEqual([]);
  return report;
}

/** Whether the process was started for a temporary folder of this test process. */
function isOurs(pid: number): boolean {
  try {
    const environment = readFileSync(`/proc/${pid}/environ`, 'latin1');
    return new RegExp(`CREDENCE_LEASE=[^\\0]*/credence-[^_]+_${process.pid}_`).test(environment);
  } catch {
    return false;
  }
}

const outcomes = (report: TestReport): readonly string[] => report.results.map(({ status }) => status);

describe('a test that never ends', () => {
  it.each(faults('for (;;) {}', 'while True:\n    pass'))('is timed out (%s)', async (_name, files) => {
    const report = await run(files, { limitSeconds: 2 });
    expect(report).toMatchObject({ status: 'timed-out', reason: 'the tests did not end within 2 s' });
    expect(outcomes(report)).not.toContain('passed');
  });

  it('and does not listen when it is told to end is ended all the same', async () => {
    const deaf = JAVASCRIPT['node:test'](
      `process.on('SIGTERM', () => {}); await new Promise((r) => setInterval(r, 1e9).ref());`,
    );
    expect((await run(deaf, { limitSeconds: 2, isolation: { choice: 'none' } })).status).toBe('timed-out');
  });
});

describe('a test that starts processes', () => {
  it.each([
    ['in a sandbox where there is one', 'auto'],
    ['without a sandbox', 'none'],
  ] as const)('leaves none of them, not even a daemon that left its group: %s', async (_name, choice) => {
    // A number that nobody else waits for.
    const seconds = `${100_000 + process.pid}`;
    const started = (): readonly string[] =>
      readdirSync('/proc').filter((pid) => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0')[1] === seconds;
        } catch {
          return false;
        }
      });
    const report = run(
      JAVASCRIPT['node:test'](
        `for (let i = 0; i < 3; i++) spawn('sleep', ['${seconds}'], { stdio: 'ignore' }).unref();
         spawn('sleep', ['${seconds}'], { detached: true, stdio: 'ignore' }).unref();
         await new Promise((r) => setTimeout(r, 1500));`,
      ),
      { isolation: { choice } },
    );
    await expect.poll(() => started().length, { timeout: 10_000 }).toBe(4);
    expect((await report).status).toBe('ran');
    await expect.poll(() => started().filter((pid) => isRunning(Number(pid)))).toEqual([]);
  });

  it.each(
    faults(
      `for (;;) { spawn('sleep', ['1000']); await new Promise((r) => setTimeout(r, 5)); }`,
      `while True:\n    subprocess.Popen(['sleep', '1000'])\n    time.sleep(0.005)`,
    ),
  )('without end is ended (%s)', async (_name, files) => {
    expect(await run(files, { isolation: { limits: { processes: 40 } } })).toMatchObject({
      status: 'crashed',
      reason: 'the test run was ended: it started more than 40 processes',
    });
  });
});

describe('a test that fills the disk', () => {
  it.each(
    faults(
      `const chunk = Buffer.alloc(4e6, 1); for (let i = 0; i < 200; i++) { fs.writeFileSync('big' + i, chunk); await new Promise((r) => setTimeout(r, 5)); }
       await new Promise((r) => setTimeout(r, 5000));`,
      `for i in range(200):\n    with open(os.path.join(tempfile.gettempdir(), f'big{i}'), 'wb') as f:\n        f.write(b'x' * 4_000_000)\ntime.sleep(5)`,
    ),
  )('with many files is ended (%s)', async (_name, files) => {
    expect(await run(files, { isolation: { limits: { diskMegabytes: 64 } } })).toMatchObject({
      status: 'crashed',
      reason: 'the test run was ended: it wrote more than 64 MB to the disk',
    });
  });

  it('with one file is not let', async () => {
    const report = await run(
      PYTHON.unittest(
        `with open('big', 'wb') as f:\n    for _ in range(100):\n        f.write(b'x' * 1_000_000)`,
      ),
      { isolation: { limits: { diskMegabytes: 40 } } },
    );
    expect(outcomes(report)).not.toContain('passed');
    expect(report.results[0]?.message ?? report.reason).toMatch(/File too large|wrote more than/);
  });
});

describe('a test that exhausts the memory', () => {
  it.each(
    faults(
      `const kept = []; for (;;) { kept.push(Buffer.alloc(2e7, 1)); await new Promise((r) => setTimeout(r, 10)); }`,
      `kept = []\nwhile True:\n    kept.append(bytearray(os.urandom(1000) * 20_000))\n    time.sleep(0.01)`,
    ),
  )('is ended (%s)', async (_name, files) => {
    expect(await run(files, { isolation: { limits: { memoryMegabytes: 600 } } })).toMatchObject({
      status: 'crashed',
      reason: 'the test run was ended: it used more than 600 MB of memory',
    });
  });
});

describe.skipIf(!isSandboxed)(`a test that writes outside${unless}`, () => {
  it('to the workspace, the home folder or the system is told that it cannot', async () => {
    const home = join(homedir(), `credence-fault-${process.pid}`);
    const origin = projectOf({ 'a.txt': 'original' });
    for (const path of [home, '/etc/credence-fault', '/usr/credence-fault']) {
      const report = await run(JAVASCRIPT['node:test'](`fs.writeFileSync(${JSON.stringify(path)}, 'evil');`));
      expect(outcomes(report)).toEqual(['failed']);
      expect(report.results[0]?.message).toMatch(/EROFS|EACCES/);
      expect(existsSync(path)).toBe(false);
    }
    // Its own workspace it can see, and not write; of another one below the temporary folder it sees nothing.
    const path = JSON.stringify(join(origin, 'a.txt'));
    for (const isolation of [{ origin }, {}]) {
      const report = await run(JAVASCRIPT['node:test'](`fs.writeFileSync(${path}, 'evil');`), { isolation });
      expect(report.results[0]?.message).toMatch('origin' in isolation ? /EROFS/ : /ENOENT/);
    }
    expect(readFileSync(join(origin, 'a.txt'), 'utf8')).toBe('original');
  });

  it('to a fixed name among temporary files writes a file of its own', async () => {
    const name = `/tmp/credence-fault-${process.pid}`;
    for (const [, files] of faults(
      `fs.writeFileSync(${JSON.stringify(name)}, 'evil');`,
      `with open(${JSON.stringify(name)}, 'w') as f:\n    f.write('evil')`,
    ))
      expect(outcomes(await run(files))).toEqual(['passed']);
    expect(existsSync(name)).toBe(false);
  });

  it('through a link that leads to the original of a package is told that it cannot', async () => {
    const report = await run({
      ...JAVASCRIPT['node:test'](`fs.appendFileSync('node_modules/own/index.js', 'evil')`),
      'node_modules/own/index.js': 'original',
    });
    expect(report.results[0]?.message).toContain('EROFS');
  });
});

describe('a test that opens a port', () => {
  it('has it for itself, and it is closed after', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    if (!isSandboxed) server.close();
    else onTestFinished(() => void server.close());
    for (const [, files] of faults(
      `const server = net.createServer((s) => s.end()); await new Promise((ok, no) => server.on('error', no).listen(${port}, '127.0.0.1', ok));
       await new Promise((ok, no) => net.connect(${port}, '127.0.0.1', ok).on('error', no)); server.close();`,
      `server = socket.create_server(('127.0.0.1', ${port}))\nsocket.create_connection(('127.0.0.1', ${port})).close()\nserver.close()`,
    ))
      expect(outcomes(await run(files)), JSON.stringify(files)).toEqual(['passed']);
  });
});

describe('a test that prints', () => {
  it.each(
    faults(
      `for (let i = 0; i < 100; i++) { await new Promise((r) => process.stdout.write('x'.repeat(1e6), r)); }`,
      `for _ in range(100):\n    sys.__stdout__.write('x' * 1_000_000)\n    sys.__stdout__.flush()`,
    ),
  )('100 MB is ended, or its output is dropped (%s)', async (_name, files) => {
    const report = await run(files);
    expect(report.evidence.tail.length).toBeLessThanOrEqual(2000);
    if (report.status === 'crashed') expect(report.reason).toBe('the tests printed more than is kept');
    else expect([report.status, ...outcomes(report)]).toEqual(['ran', 'passed']);
  });

  it.each(
    faults(
      `process.stdout.write(Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x0a, 0x00, 0x1b, 0x5b]));`,
      `sys.stdout.flush()\nos.write(1, b'\\xff\\xfe\\xc3(\\n\\x00\\x1b[')`,
    ),
  )('bytes that are no UTF-8 is read all the same (%s)', async (_name, files) => {
    const report = await run(files);
    expect([report.status, ...outcomes(report)]).toEqual(['ran', 'passed']);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});

describe('a test that depends', () => {
  const surveyOf = async (files: Readonly<Record<string, string>>) => {
    const environment = await createEnvironment({
      folder: projectOf(files),
      overlays: [],
      trusted: true,
      syntax: testSyntax(),
      signal: never,
    });
    try {
      return await environment.survey(aTask(), never);
    } finally {
      await environment.dispose();
    }
  };

  it('on the time is set aside as one that changes its mind', async () => {
    // Half of a second it passes, and a run takes longer than that: two runs that agree ten times are no chance.
    const timed = (n: number): string =>
      `test('on time ${n}', () => { if ((Date.now() >> ${n}) % 2 === 0) throw new Error('too early'); });`;
    const survey = await surveyOf({
      'package.json': '{"type":"module","scripts":{"test":"node --test"}}',
      'timed.test.js': `import test from 'node:test';\n${[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(timed).join('\n')}\ntest('always', () => {});\n`,
    });
    expect(survey.flaky.length).toBeGreaterThan(0);
    expect(survey.flaky).not.toContain('timed.test.js::always');
  });

  it('on what an earlier test left in its folder fails alone as it does in every run', async () => {
    const files = {
      'package.json': '{"type":"module","scripts":{"test":"node --test --test-concurrency=1"}}',
      'a.test.js': `import fs from 'node:fs';\nimport test from 'node:test';\ntest('prepares', () => fs.writeFileSync('state', ''));\n`,
      'b.test.js': `import fs from 'node:fs';\nimport test from 'node:test';\ntest('needs', () => { fs.readFileSync('state'); });\n`,
    };
    const whole = await run(files);
    expect(outcomes(whole)).toEqual(['passed', 'passed']);
    const alone = await runIn(projectOf(files), ['b.test.js'], { isolation: {} });
    expect(outcomes(alone)).toEqual(['failed']);
  });
});

describe('a runner', () => {
  it.each([
    [
      'node:test',
      JAVASCRIPT['node:test'](
        `process.kill(process.pid, 'SIGKILL'); await new Promise((r) => setTimeout(r, 1000));`,
      ),
    ],
    ['unittest', PYTHON.unittest('os._exit(3)')],
    ['unittest, by a signal', PYTHON.unittest('os.kill(os.getpid(), 9)')],
  ])('that crashes says nothing about its tests (%s)', async (_name, files) => {
    const report = await run(files);
    expect(report.status).toBe('crashed');
    expect(outcomes(report)).not.toContain('passed');
  });

  it('that is missing could not run, and its name is told', async () => {
    const report = await run({
      'package.json': '{"scripts":{"test":"vitest run"},"devDependencies":{"vitest":"*"}}',
      'node_modules/vitest/package.json': '{"name":"vitest","version":"1.0.0"}',
      'a.test.js': `import { test } from 'vitest';\ntest('a', () => {});\n`,
    });
    expect(report.status).toBe('could-not-run');
    expect(report.reason).toMatch(/vitest/);
  });

  it.each([
    [
      'vitest',
      { 'vitest.config.js': `throw new Error('the config is broken');\n`, ...JAVASCRIPT.vitest('') },
    ],
    [
      'jest',
      {
        'package.json': '{"scripts":{"test":"jest"},"devDependencies":{"jest":"*"}}',
        'jest.config.js': `throw new Error('the config is broken');\n`,
        'a.test.js': `test('a', () => {});\n`,
      },
    ],
    [
      'mocha',
      {
        'package.json': '{"scripts":{"test":"mocha"},"devDependencies":{"mocha":"*"}}',
        '.mocharc.js': `throw new Error('the config is broken');\n`,
        'test/a.js': `it('a', () => {});\n`,
      },
    ],
  ])('whose configuration throws could not run, and says why (%s)', async (_name, files) => {
    const report = await run(files);
    expect(report.status).toBe('could-not-run');
    expect(report.reason).toContain('the config is broken');
  });

  it.each([
    ['node:test', { ...JAVASCRIPT['node:test'](''), 'fault.test.js': `import 'not-installed';\n` }],
    ['vitest', { ...JAVASCRIPT.vitest(''), 'fault.test.js': `import 'not-installed';\n` }],
    ['unittest', { 'test_fault.py': 'import not_installed\n' }],
  ])('of a project that is not installed says what is missing (%s)', async (_name, files) => {
    const report = await run(files);
    const told = [report.reason, ...report.fileErrors.map(({ message }) => message)].join('\n');
    expect(told).toMatch(/not.installed/);
    expect(outcomes(report)).toEqual([]);
  });
});
