import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '../../src/belief/random.ts';
import { everything } from './everything.ts';

/** Whether every kill came while the engine worked, what is left after, and what of the person's differs. */
export interface KillReport {
  readonly kills: number;
  /** Runs that had ended by themselves before their moment came. */
  readonly endedBefore: number;
  /** Temporary folders that the killed runs left, and how many are there after one more start. */
  readonly foldersLeft: number;
  readonly foldersAfter: readonly string[];
  readonly processesAfter: readonly string[];
  /** Paths of the projects that differ, by a byte, a mode or a time. */
  readonly differing: readonly string[];
  /** The exit code of the one more start. */
  readonly lastExitCode: number | null;
}

export interface KillOptions {
  /** Absolute path of the terminal's bundle. */
  readonly cli: string;
  /** The environment in which runners and compilers are found. */
  readonly env: NodeJS.ProcessEnv;
  readonly node: string;
  /** An empty folder for everything; the caller removes it. */
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
  readonly atOnce: number;
  /** No kill comes later than this; the whole run where it is shorter. */
  readonly withinMs: number;
}

const AGE = 'export function isAdult(age) {\n  return age > 18;\n}\n';
const PROJECTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  javascript: {
    'package.json': '{"type":"module","scripts":{"test":"node --test"}}',
    'src/age.js': AGE,
    'src/sum.js': 'export const sum = (xs) => xs.reduce((a, b) => a + b, 0);\n',
    'test/age.test.js': `import assert from 'node:assert';\nimport { spawn } from 'node:child_process';\nimport { writeFileSync } from 'node:fs';\nimport { test } from 'node:test';\nimport { isAdult } from '../src/age.js';\nimport { sum } from '../src/sum.js';\ntest('birthday', () => assert.equal(isAdult(18), true));\ntest('sum', () => assert.equal(sum([1, 2]), 3));\ntest('writes and starts', async () => {\n  writeFileSync('src/sum.js', 'broken');\n  writeFileSync('left-over', 'x');\n  spawn('sleep', ['300'], { detached: true, stdio: 'ignore' }).unref();\n  await new Promise((done) => setTimeout(done, 200));\n});\n`,
  },
  python: {
    'age.py': 'def is_adult(age):\n    return age > 18\n',
    'test_age.py':
      'import subprocess\nimport unittest\n\nfrom age import is_adult\n\n\nclass AgeTest(unittest.TestCase):\n    def test_birthday(self):\n        self.assertTrue(is_adult(18))\n\n    def test_writes_and_starts(self):\n        with open("age.py", "w") as file:\n            file.write("broken")\n        subprocess.Popen(["sleep", "300"], start_new_session=True)\n',
  },
};

/** Kills runs of the product at random moments, then starts it once more and looks at what there is. */
export async function killAtRandom(options: KillOptions): Promise<KillReport> {
  const temporary = join(options.folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const projects = Object.entries(PROJECTS).map(([name, files]) =>
    makeProject(join(options.folder, name), files),
  );
  const before = projects.map(everything);
  const random = seededRandom(options.seed);
  const longest = Math.min(options.withinMs, await measure(options, temporary, projects));
  let endedBefore = 0;
  let foldersLeft = 0;
  const plan = Array.from({ length: options.kills }, (_each, index) => ({
    project: projects[index % projects.length] ?? '',
    after: random() * longest,
    // Half of them without a sandbox, where nothing but the next start ends what they left running.
    sandbox: Math.floor(index / projects.length) % 2 === 0 ? 'auto' : 'none',
  }));
  const left = plan.values();
  const worker = async (): Promise<void> => {
    for (const { project, after, sandbox } of left) {
      const child = start(options, temporary, [project, '--budget-seconds', '60', '--sandbox', sandbox]);
      const ended = closed(child);
      const isOver = await Promise.race([ended.then(() => true), wait(after, false)]);
      if (isOver) endedBefore += 1;
      child.kill('SIGKILL');
      await ended;
      foldersLeft = Math.max(foldersLeft, leftIn(temporary).length);
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, worker));
  const last = start(options, temporary, [projects[0] ?? '', '--assess', '--budget-seconds', '60']);
  const lastExitCode = await closed(last);
  await wait(200);
  const after = projects.map(everything);
  return {
    kills: options.kills - endedBefore,
    endedBefore,
    foldersLeft,
    foldersAfter: leftIn(temporary),
    processesAfter: processesOf(temporary),
    differing: before.flatMap((was, index) => differences(was, after[index] ?? {})),
    lastExitCode,
  };
}

/** Milliseconds that the longest whole run takes, with as many at once as are killed at once. */
async function measure(
  options: KillOptions,
  temporary: string,
  projects: readonly string[],
): Promise<number> {
  const began = performance.now();
  await Promise.all(
    Array.from({ length: options.atOnce }, (_each, index) =>
      closed(start(options, temporary, [projects[index % projects.length] ?? '', '--budget-seconds', '60'])),
    ),
  );
  return performance.now() - began;
}

function start(options: KillOptions, temporary: string, argv: readonly string[]): ChildProcess {
  const state = mkdtempSync(join(options.folder, 'state-'));
  return spawn(options.node, [options.cli, ...argv, '--json', '--state-folder', state], {
    env: { ...options.env, TMPDIR: temporary },
    stdio: 'ignore',
  });
}

function closed(child: ChildProcess): Promise<number | null> {
  return new Promise((done) => child.once('close', done));
}

function makeProject(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const git = (...args: string[]): void => {
    const who = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'ignore' });
  };
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'all');
  writeFileSync(join(folder, 'stashed.txt'), 'stashed');
  git('add', '.');
  git('stash');
  writeFileSync(join(folder, 'staged.txt'), 'staged');
  git('add', '.');
  writeFileSync(join(folder, 'untracked.txt'), 'untracked');
  git('branch', 'other');
  return folder;
}

function differences(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (path) => before[path] !== after[path],
  );
}

function leftIn(temporary: string): readonly string[] {
  return readdirSync(temporary);
}

/** Living processes that were started for a temporary folder in here. */
function processesOf(temporary: string): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return (
        /^\d+$/.test(pid) &&
        readFileSync(`/proc/${pid}/environ`, 'latin1').includes(temporary) &&
        !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
      );
    } catch {
      return false;
    }
  });
}
