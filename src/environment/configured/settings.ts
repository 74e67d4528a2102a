import { homedir } from 'node:os';
import { isAbsolute, relative, sep } from 'node:path';
import * as z from 'zod/mini';
import type { Sources } from '../../loop/rooms.ts';
import { complaintsOf, expects } from './complaints.ts';
import { patternProblem } from './line-pattern.ts';
import { matcherOf } from './path-patterns.ts';

/*
 * Commands that the person configures, for languages that Credence does not know. They come from the person's own
 * settings or from a file that they name, never from the text of the workspace and never from a model.
 */

/** How a command tells what it found. The last two are for `parse`, `types` and `lint`. */
const TEST_FORMATS = ['exit-code', 'junit', 'tap', 'json', 'go-test-json'] as const;
const CHECK_FORMATS = ['exit-code', 'sarif', 'lines'] as const;

const words = 'a list of words: the program, then its arguments';
const argv = expects(words, (error) =>
  z
    .array(z.string({ error }).check(z.refine((word) => !word.includes('\0'), { error })), { error })
    .check(z.refine((list) => (list[0] ?? '').trim() !== '', { error })),
);
const patterns = expects('a pattern as in .gitignore, for example "**/*.go", or a list of them', (error) =>
  z.union(
    [
      z.string({ error }).check(z.refine(isPattern, { error })),
      z.array(z.string().check(z.refine(isPattern))).check(z.minLength(1)),
    ],
    { error },
  ),
);
const inside = expects('a folder within the workspace, for example "server"', (error) =>
  z.string({ error }).check(z.refine(isInside, { error })),
);
const anywhere = expects('the absolute path of a folder, or one that starts with "~/"', (error) =>
  z.string({ error }).check(z.refine((path) => /^(~?\/|[A-Za-z]:[\\/])[^\0]/.test(path), { error })),
);
const reportPath = expects(
  'a file, folder or pattern within the command’s folder, or "stdout" or "stderr"',
  (error) => z.string({ error }).check(z.refine((path) => path !== '' && isInside(path), { error })),
);
const report = expects('an object with a "format"', (error) =>
  z.strictObject(
    {
      format: expects(`one of ${[...new Set([...TEST_FORMATS, ...CHECK_FORMATS])].join(', ')}`, (error) =>
        z.enum([...TEST_FORMATS, 'sarif', 'lines'], { error }),
      ),
      path: z.optional(reportPath),
      pattern: z.optional(expects('a regular expression as text', (error) => z.string({ error }))),
    },
    { error },
  ),
);
const entry = expects('an object', (error) =>
  z.strictObject(
    {
      rung: expects('one of parse, types, lint, tests', (error) =>
        z.enum(['parse', 'types', 'lint', 'tests'], { error }),
      ),
      name: z.optional(
        expects('a short name', (error) =>
          z.string({ error }).check(z.refine((name) => /^[^\n|]{1,80}$/.test(name), { error })),
        ),
      ),
      workspace: z.optional(anywhere),
      writable: z.optional(
        expects('a list of folders, for example ["~/.cache/go-build"]', (error) =>
          z.array(anywhere, { error }),
        ),
      ),
      command: argv,
      perFile: z.optional(argv),
      cwd: z.optional(inside),
      env: z.optional(
        expects('an object of texts, for example {"GOFLAGS": "-mod=mod"}', (error) =>
          z.record(
            z.string({ error }).check(z.refine((name) => /^[A-Za-z_]\w*$/.test(name), { error })),
            z.string({ error }).check(z.refine((value) => !value.includes('\0'), { error })),
            { error },
          ),
        ),
      ),
      files: patterns,
      testFiles: z.optional(patterns),
      report: z.optional(report),
      timeoutSeconds: z.optional(
        expects('a number of seconds from 1 to 3600', (error) =>
          z.number({ error }).check(z.refine((n) => n >= 1 && n <= 3600, { error })),
        ),
      ),
    },
    { error },
  ),
);
const schema = expects('a list of commands', (error) =>
  z.array(entry, { error }).check(z.refine((list) => list.length <= 50, { error: 'at most 50 commands' })),
);

type Entry = z.infer<typeof entry>;
type Report = z.infer<typeof report>;
type Argv = readonly [string, ...string[]];

/** One command of the person's, checked and with its defaults in place. */
export interface ConfiguredCommand {
  readonly rung: Entry['rung'];
  /** For people; unique among the commands that run tests. */
  readonly name: string;
  /** The only folder it is for, with all below it; any when absent. */
  readonly workspace?: string;
  /** Absolute folders beside the copy that it may write even where it is confined: caches of its tools. */
  readonly writable: readonly string[];
  readonly command: Argv;
  /** The whole command for some test files only; it holds `{files}`, `{folders}` or `{names}`. */
  readonly perFile?: Argv;
  /** Workspace-relative; empty for the root. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** What a change must touch for this command to say something about it; patterns as in .gitignore. */
  readonly files: readonly string[];
  readonly testFiles: readonly string[];
  readonly report: {
    readonly format: Report['format'];
    /** Relative to the folder the command runs in, or a stream; absent for the default of the format. */
    readonly path?: string;
    readonly pattern?: string;
  };
  readonly timeoutSeconds?: number;
}

/**
 * Reads the value of the setting or of the file.
 * @returns complaints for a person otherwise: the key, what is wrong with it, what is expected
 */
export function parseCommands(
  value: unknown,
):
  | { readonly kind: 'commands'; readonly commands: readonly ConfiguredCommand[] }
  | { readonly kind: 'invalid'; readonly complaints: readonly string[] } {
  const parsed = schema.safeParse(value);
  if (!parsed.success) return { kind: 'invalid', complaints: complaintsOf(parsed.error.issues, value) };
  const commands = parsed.data.map(commandOf);
  const complaints = commands.flatMap((command, index) =>
    disagreements(command, commands.slice(0, index)).map((problem) => `commands[${index}].${problem}`),
  );
  return complaints.length > 0 ? { kind: 'invalid', complaints } : { kind: 'commands', commands };
}

/**
 * Those of the commands that are for this workspace: settings hold the commands of all that a person works on.
 * @param folder absolute path of the workspace, symbolic links resolved
 */
export function commandsFor(
  commands: readonly ConfiguredCommand[],
  folder: string,
  sources: Sources,
): readonly ConfiguredCommand[] {
  return commands.filter(({ workspace, files }) => {
    const way = workspace === undefined ? '' : relative(workspace, folder);
    if (isAbsolute(way) || way.split(sep)[0] === '..') return false;
    return sources.list().some(matcherOf(files));
  });
}

function commandOf({
  rung,
  name,
  command,
  perFile,
  cwd,
  env,
  files,
  testFiles,
  report,
  timeoutSeconds,
  workspace,
  writable,
}: Entry) {
  const { format = 'exit-code', path, pattern } = report ?? {};
  const [program = '', ...rest] = command;
  return {
    rung,
    name: name ?? command.join(' ').replace(/[\n|]/g, ' ').slice(0, 80),
    command: [program, ...rest],
    cwd: cwd === undefined || cwd === '.' ? '' : cwd.replace(/^\.\/|\/$/g, ''),
    env: env ?? {},
    writable: (writable ?? []).map(fromHome),
    files: [files].flat(),
    testFiles: testFiles === undefined ? [] : [testFiles].flat(),
    report: {
      format,
      ...(path === undefined ? {} : { path }),
      ...(pattern === undefined ? {} : { pattern }),
    },
    ...(perFile === undefined ? {} : { perFile: [perFile[0] ?? '', ...perFile.slice(1)] }),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(workspace === undefined ? {} : { workspace: fromHome(workspace) }),
  } satisfies ConfiguredCommand;
}

/** What no single key shows. */
function disagreements(
  { rung, name, command, perFile, testFiles, report }: ConfiguredCommand,
  earlier: readonly ConfiguredCommand[],
): readonly string[] {
  const formats: readonly string[] = rung === 'tests' ? TEST_FORMATS : CHECK_FORMATS;
  const problem = report.format === 'lines' ? patternProblem(report.pattern) : undefined;
  const selects = (perFile ?? []).some((word) => /\{(files|folders|names)\}/.test(word));
  const complaints: readonly (string | false)[] = [
    !formats.includes(report.format) &&
      `report.format: is "${report.format}"; expected one of ${formats.join(', ')} for the rung ${rung}`,
    problem !== undefined && `report.pattern: ${problem}`,
    report.format !== 'lines' && report.pattern !== undefined && 'report.pattern: is of use for "lines" only',
    perFile !== undefined &&
      rung !== 'tests' &&
      'perFile: is of use for the rung tests only; put {files} into "command" to name the changed files',
    perFile !== undefined &&
      !selects &&
      'perFile: names no file; expected {files}, {folders} or {names} in one of its words',
    perFile !== undefined &&
      testFiles.length === 0 &&
      'testFiles: is missing; expected a pattern of the test files, since "perFile" chooses among them',
    rung === 'tests' &&
      command.some((word) => /\{(files|folders|names)\}/.test(word)) &&
      'command: names files; expected the command for all tests, and the one for some of them in "perFile"',
    rung === 'tests' &&
      earlier.some((other) => other.rung === 'tests' && other.name === name) &&
      `name: “${name}” is used twice; expected another one, since results are told apart by it`,
  ];
  return complaints.filter((complaint) => complaint !== false);
}

function fromHome(path: string): string {
  return path.replace(/^~(?=\/)/, homedir());
}

function isPattern(pattern: string): boolean {
  return pattern.trim() !== '' && pattern.length <= 500 && !/[\0\n]/.test(pattern);
}

function isInside(path: string): boolean {
  return !/^([/~]|[A-Za-z]:)|\\|\0|(^|\/)\.\.(\/|$)/.test(path);
}
