import type { Compiled } from '../loop/rooms.ts';
import type { CancelSignal, CommandEvidence, RungStatus } from '../loop/types.ts';
import type { ColdTests } from './cold-tests.ts';
import type { CommandCheck } from './configured/index.ts';
import { freshOf } from './fresh.ts';
import type { Climb } from './ladder.ts';
import type { LintDiagnostic, Linter } from './lint/index.ts';

type Texts = ReadonlyMap<string, string | undefined>;

/** What a check or a linter said of some files. */
interface Said {
  readonly status: RungStatus;
  readonly detail: string;
  readonly diagnostics: readonly LintDiagnostic[];
  readonly evidence?: CommandEvidence;
}

/** A check of files by a command, whoever found or configured it. */
interface Check {
  readonly name: string;
  readonly rung: 'parse' | 'types' | 'lint';
  /** Whether the person configured it; what it finds may be what a task is about, whatever its rung. */
  readonly isConfigured: boolean;
  covers(path: string): boolean;
  /** Undefined when it was cancelled while it waited for a copy. */
  run(texts: Texts, files: readonly string[], signal: CancelSignal): Promise<Said | undefined>;
}

/** Seconds that one check may take. */
const LIMIT_SECONDS = 120;

/**
 * Rungs that commands climb: checks that the person configured, and the project's linters. What they said of the
 * untouched snapshot never counts against a candidate.
 */
export class CheckRungs {
  readonly #checks: readonly Check[];
  readonly #untouched = new Map<string, Promise<Said | undefined>>();

  constructor(options: {
    readonly checks: readonly CommandCheck[];
    readonly linters: readonly Linter[];
    readonly cold: ColdTests;
  }) {
    const { checks, linters, cold } = options;
    this.#checks = [
      ...checks.map(
        (check): Check => ({
          name: check.name,
          rung: check.rung,
          isConfigured: true,
          covers: check.covers,
          run: (texts, files, signal) =>
            cold.inPooledFolder(
              texts,
              (place) => check.run({ ...place, files, limitSeconds: LIMIT_SECONDS, signal }),
              signal,
            ),
        }),
      ),
      ...linters.map(
        (linter): Check => ({
          name: linter.name,
          rung: 'lint',
          isConfigured: false,
          covers: linter.covers,
          run: (texts, files, signal) =>
            cold.inPooledFolder(
              texts,
              (place) => lint(linter, { ...place, files, limitSeconds: LIMIT_SECONDS, signal }),
              signal,
            ),
        }),
      ),
    ];
  }

  /** Names of the checks that the person configured. */
  get configured(): ReadonlySet<string> {
    return new Set(this.#checks.flatMap((check) => (check.isConfigured ? check.name : [])));
  }

  /** Whether the person configured a check of this file. */
  isConfiguredFor(path: string): boolean {
    return this.#checks.some((check) => check.isConfigured && check.covers(path));
  }

  /** What linters and configured checks say of a file of the untouched snapshot. */
  async linted(path: string, signal: CancelSignal): Promise<readonly LintDiagnostic[]> {
    const found: LintDiagnostic[] = [];
    for (const check of this.#checks) {
      if (!(check.rung === 'lint' || check.isConfigured) || !check.covers(path) || signal.aborted) continue;
      const key = JSON.stringify([check.rung, check.name, [path]]);
      found.push(
        ...((await (this.#untouched.get(key) ?? this.#ask(key, check, [path], signal)))?.diagnostics ?? []),
      );
    }
    return found;
  }

  /** What climbs a rung here, for people; empty when nothing does. */
  namesOf(rung: Check['rung']): readonly string[] {
    return this.#checks.filter((check) => check.rung === rung).map(({ name }) => name);
  }

  /** What compilers and type checkers say against texts, and not against the snapshot; who could not say is not named. */
  async compiled(texts: ReadonlyMap<string, string>, signal: CancelSignal): Promise<Compiled> {
    const by: string[] = [];
    const errors: LintDiagnostic[] = [];
    for (const check of this.#checks) {
      const files = [...texts.keys()].filter((path) => check.covers(path));
      if (check.rung === 'lint' || files.length === 0 || signal.aborted) continue;
      const said = await check.run(texts, files, signal);
      if (said === undefined || (said.status !== 'passed' && said.status !== 'failed')) continue;
      by.push(check.name);
      if (said.status === 'passed') continue;
      const key = JSON.stringify([check.rung, check.name, files]);
      const before = await (this.#untouched.get(key) ?? this.#ask(key, check, files, signal));
      const fresh = freshOf(before?.diagnostics ?? [], said.diagnostics);
      errors.push(...fresh.filter(({ severity }) => severity === 'error'));
    }
    return { by, errors };
  }

  /**
   * Climbs one rung. Undefined when no check covers these files, so that the rung is somebody else's; otherwise false
   * when the climb ends here.
   */
  async climb(
    climb: Climb,
    rung: Check['rung'],
    texts: Texts,
    signal: CancelSignal,
  ): Promise<boolean | undefined> {
    const there = [...texts].filter(([, text]) => text !== undefined).map(([path]) => path);
    let goesOn: boolean | undefined;
    for (const check of this.#checks) {
      const files = there.filter((path) => check.covers(path));
      if (check.rung !== rung || files.length === 0 || signal.aborted) continue;
      const began = performance.now();
      const said = await check.run(texts, files, signal);
      if (said === undefined) return undefined;
      if ((rung === 'lint' || check.isConfigured) && said.status !== 'could-not-check')
        climb.lint(said.diagnostics, check.name);
      const { status, detail } = await this.#judge(check, files, said, signal);
      const evidence = said.evidence;
      goesOn = climb.rung(
        rung,
        status,
        `${check.name}: ${detail}`,
        began,
        evidence === undefined ? undefined : { evidence },
      );
      if (!goesOn) return false;
    }
    return goesOn;
  }

  async #judge(
    check: Check,
    files: readonly string[],
    said: Said,
    signal: CancelSignal,
  ): Promise<{ readonly status: RungStatus; readonly detail: string }> {
    if (said.status !== 'failed') return said;
    const key = JSON.stringify([check.rung, check.name, files]);
    const before = await (this.#untouched.get(key) ?? this.#ask(key, check, files, signal));
    if (said.diagnostics.length === 0) {
      return before?.status === 'failed'
        ? { status: 'could-not-check', detail: 'it fails without the edit as well, and does not say why' }
        : said;
    }
    const fresh = freshOf(before?.diagnostics ?? [], said.diagnostics).filter(
      ({ severity }) => severity === 'error',
    );
    const [first] = fresh;
    if (first === undefined) return { status: 'passed', detail: 'nothing new' };
    return { status: 'failed', detail: `${first.code} at ${first.path}:${first.line}: ${first.message}` };
  }

  #ask(key: string, check: Check, files: readonly string[], signal: CancelSignal): Promise<Said | undefined> {
    const asked = check.run(new Map(), files, signal);
    this.#untouched.set(key, asked);
    return asked;
  }
}

async function lint(linter: Linter, request: Parameters<Linter['lint']>[0]): Promise<Said> {
  const outcome = await linter.lint(request);
  if (outcome.kind === 'could-not-check') {
    const { reason, evidence } = outcome;
    return {
      status: 'could-not-check',
      detail: reason,
      diagnostics: [],
      ...(evidence === undefined ? {} : { evidence }),
    };
  }
  const errors = outcome.diagnostics.filter(({ severity }) => severity === 'error').length;
  return {
    status: errors > 0 ? 'failed' : 'passed',
    detail: errors > 0 ? `${errors} errors` : 'no error',
    diagnostics: outcome.diagnostics,
    evidence: outcome.evidence,
  };
}
