import { ends } from '../loop/rungs.ts';
import { normaliseMessage } from '../loop/signature.ts';
import type {
  Candidate,
  CommandEvidence,
  Diagnostic,
  Observation,
  RungName,
  RungOutcome,
  RungStatus,
  Survey,
  Target,
  TestReport,
} from '../loop/types.ts';
import { RUNGS } from '../loop/types.ts';

/** Sources of problems that the type checker does not know. */
export const LINTERS: ReadonlySet<string> = new Set(['eslint', 'biome', 'ruff']);

/** Which tests were to be run; all where neither is said. */
export interface TestScope {
  readonly files?: ReadonlySet<string>;
  /** Ids. */
  readonly tests?: ReadonlySet<string>;
}

/** What climbing the ladder found so far; turned into an observation at the end. */
export class Climb {
  readonly #candidate: string;
  readonly #survey: Survey;
  readonly #target: Target;
  readonly #configured: ReadonlySet<string>;
  readonly #rungs: RungOutcome[] = [];
  #newDiagnostics: readonly Diagnostic[] = [];
  #cleared: readonly string[] = [];
  #clearedByLint: readonly string[] = [];
  #report: TestReport | undefined;
  #scope: TestScope = {};
  #heldOut: Observation['heldOut'];
  #suspicions: readonly string[] = [];
  readonly #unsteady: Set<string>;

  /** @param configured names of the checks that the person configured, by which their findings are known */
  constructor(
    candidate: Candidate,
    survey: Survey,
    target: Target,
    configured: ReadonlySet<string> = new Set(),
  ) {
    this.#configured = configured;
    this.#candidate = candidate.id;
    this.#survey = survey;
    this.#target = target;
    this.#unsteady = new Set(survey.flaky);
  }

  /** Records a rung; false when the climb ends here. */
  rung(
    rung: RungName,
    status: RungStatus,
    detail: string,
    began: number,
    report?: { readonly evidence: CommandEvidence },
  ): boolean {
    const seconds = (performance.now() - began) / 1000;
    // What climbs a rung further takes the place of what climbed it first.
    const earlier = this.#rungs.findIndex((one) => one.rung === rung);
    if (earlier !== -1) this.#rungs.splice(earlier, 1);
    this.#rungs.push({
      rung,
      status,
      detail,
      seconds,
      ...(report === undefined ? {} : { evidence: report.evidence }),
    });
    // What a linter dislikes is told, but it is no reason to give a candidate up.
    return rung === 'lint' || !ends(status);
  }

  types(found: readonly Diagnostic[], cleared: readonly string[]): void {
    this.#newDiagnostics = found;
    this.#cleared = cleared;
  }

  /** The target without what linters reported: what the type checker is asked about. */
  get typeTarget(): Target {
    const linted = new Set(this.#linted);
    return { ...this.#target, diagnostics: this.#target.diagnostics.filter((key) => !linted.has(key)) };
  }

  /** Whether something that a linter reported is to go away. */
  get isAboutLint(): boolean {
    return this.#linted.length > 0;
  }

  /** What a linter or a configured check says of the candidate, against what it said of the snapshot. */
  lint(found: readonly Diagnostic[], by: string): void {
    const count = (key: string, among: readonly Diagnostic[]): number =>
      among.filter((each) => each.key === key).length;
    const isBy = (source: string): boolean =>
      this.#configured.has(by) ? source === by : LINTERS.has(source);
    const gone = this.#found(isBy).filter((key) => count(key, found) < count(key, this.#survey.diagnostics));
    this.#clearedByLint = [...new Set([...this.#clearedByLint, ...gone])];
  }

  get #linted(): readonly string[] {
    return this.#found((source) => LINTERS.has(source) || this.#configured.has(source));
  }

  /** What is to go away of what some of the checks found. */
  #found(isBy: (source: string) => boolean): readonly string[] {
    const keys = new Set(this.#survey.diagnostics.flatMap((d) => (isBy(d.source) ? [d.key] : [])));
    return this.#target.diagnostics.filter((key) => keys.has(key));
  }

  /** What looks like a cheat and may be none. */
  suspect(sentences: readonly string[]): void {
    this.#suspicions = sentences;
  }

  heldOut(counts: { readonly passed: number; readonly failed: number }): void {
    this.#heldOut = counts;
  }

  /** Tests that turned out to change their mind are no evidence from here on. */
  setAside(ids: readonly string[]): void {
    for (const id of ids) this.#unsteady.add(id);
  }

  /** Records a test run as the outcome of a rung; false when the climb ends here. */
  tests(rung: 'tests' | 'suite', report: TestReport, began: number, scope: TestScope = {}): boolean {
    const { status, detail } = this.judge(report, scope);
    return this.rung(rung, status, detail, began, report);
  }

  /** What a test run says of the candidate, by the baseline and the target. Kept as what the observation tells. */
  judge(report: TestReport, scope: TestScope = {}): { readonly status: RungStatus; readonly detail: string } {
    this.#report = report;
    this.#scope = scope;
    if (report.status !== 'ran') {
      // What ran before the edit and does not run with it was broken by it.
      const couldRun = this.#survey.tests?.status === 'ran';
      const status =
        report.status !== 'could-not-run' ? report.status : couldRun ? 'crashed' : 'could-not-check';
      return { status, detail: report.reason ?? report.status };
    }
    const { fixed, broken } = this.#compare();
    const wanted = [...this.#target.tests, ...this.#target.files];
    const missing = wanted.length - fixed.length;
    const unsteady = wanted.filter((id) => this.#unsteady.has(id));
    const passed = report.results.filter((test) => test.status === 'passed').length;
    if (broken.length > 0) return { status: 'failed', detail: `breaks ${broken[0]}${more(broken.length)}` };
    if (missing > 0) {
      const still = wanted.find((id) => !fixed.includes(id)) ?? '';
      return { status: 'failed', detail: `still fails: ${still}${more(missing)}` };
    }
    if (unsteady.length > 0)
      return { status: 'flaky', detail: `${unsteady[0]} changes its mind${more(unsteady.length)}` };
    return { status: 'passed', detail: `${passed} tests pass` };
  }

  observation(): Observation {
    const reached = new Set(this.#rungs.map((rung) => rung.rung));
    const skipped = RUNGS.filter((rung) => !reached.has(rung)).map((rung) => ({
      rung,
      status: 'skipped' as const,
      detail: 'not reached',
      seconds: 0,
    }));
    const order = (rung: RungOutcome): number => RUNGS.indexOf(rung.rung);
    const rungs = [...this.#rungs, ...skipped].toSorted((a, b) => order(a) - order(b));
    const { fixed, broken } = this.#compare();
    return {
      candidate: this.#candidate,
      rungs,
      newDiagnostics: this.#newDiagnostics,
      clearedDiagnostics: [...this.#cleared, ...this.#clearedByLint],
      tests: this.#report?.results ?? [],
      fixed,
      broken,
      ...(this.#heldOut === undefined ? {} : { heldOut: this.#heldOut }),
      ...(this.#suspicions.length === 0 ? {} : { suspicions: this.#suspicions }),
      signature: this.#signature(rungs, broken),
      // What it cost, and not how long it waited for its turn.
      seconds: rungs.reduce((sum, rung) => sum + rung.seconds, 0),
    };
  }

  /** Whether a test passed in the baseline. */
  passedBefore(id: string): boolean {
    return this.#survey.tests?.results.some((test) => test.id === id && test.status === 'passed') === true;
  }

  /** Tests that passed before and do not now, and target tests that still fail. */
  get amiss(): readonly string[] {
    const { fixed, broken } = this.#compare();
    return [...broken, ...this.#target.tests.filter((id) => !fixed.includes(id))];
  }

  /** Against the baseline, by identity and without the flaky ones. */
  #compare(): { readonly fixed: readonly string[]; readonly broken: readonly string[] } {
    const report = this.#report;
    if (report?.status !== 'ran') return { fixed: [], broken: [] };
    const now = new Map(report.results.map((test) => [test.id, test.status]));
    const failedFiles = new Set(report.fileErrors.map((error) => error.file));
    const before = this.#survey.tests?.results ?? [];
    const fixedFiles = this.#target.files.filter(
      (file) =>
        !failedFiles.has(file) &&
        report.results.some((test) => test.file === file && test.status === 'passed') &&
        report.results.every((test) => test.file !== file || test.status !== 'failed'),
    );
    const fixed = [...this.#target.tests.filter((id) => now.get(id) === 'passed'), ...fixedFiles];
    // A test that passed and now fails, is skipped or did not run at all: an edit may not silence what it breaks.
    const broken = before
      .filter((test) => test.status === 'passed' && !this.#unsteady.has(test.id))
      .filter((test) => this.#scope.files?.has(test.file) !== false)
      .filter((test) => this.#scope.tests?.has(test.id) !== false)
      .filter((test) => now.get(test.id) !== 'passed')
      .map((test) => test.id);
    // A file that loaded before and does not any more, even if none of its tests passed.
    const knownErrors = new Set((this.#survey.tests?.fileErrors ?? []).map((error) => error.file));
    const lost = [...failedFiles].filter(
      (file) => !knownErrors.has(file) && !broken.some((id) => id.startsWith(`${file}::`)),
    );
    return { fixed, broken: [...broken, ...lost] };
  }

  #signature(rungs: readonly RungOutcome[], broken: readonly string[]): string {
    const failed = rungs.find((rung) => ends(rung.status));
    if (failed === undefined) return '';
    const diagnostic = this.#newDiagnostics[0];
    if (failed.rung === 'types' && diagnostic !== undefined)
      return `types ${diagnostic.code} ${normaliseMessage(diagnostic.message)}`;
    const [first] = broken;
    const wanted = first === undefined ? this.#target.tests : [first];
    const test = this.#report?.results.find(
      (t) => t.status === 'failed' && (wanted.length === 0 || wanted.includes(t.id)),
    );
    return `${failed.rung} ${normaliseMessage(test?.message ?? failed.detail)}`;
  }
}

function more(n: number): string {
  return n > 1 ? ` and ${n - 1} more` : '';
}
