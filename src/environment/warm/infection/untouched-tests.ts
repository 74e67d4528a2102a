import type { Sources } from '../../../loop/rooms.ts';
import { rangeBetween } from '../../../syntax/change.ts';
import type { Syntax } from '../../../syntax/syntax.ts';
import type { KnownTests } from '../known-tests.ts';
import type { FromWorker, WirePlace } from '../protocol.ts';
import type { WarmHost } from '../warm-host.ts';
import type { WarmRequest } from '../warm-runner.ts';
import { testResult } from '../wire-results.ts';
import { checksOf } from './checks.ts';

/** Whether a test ends with a candidate as it ends without it, so that it need not be run. */
export type EndsAsBefore = (test: string) => boolean;

/** Candidates that must be told at least before the original is run once more for them. */
const LEAST_TOLD = 3;
/** Below, the failing tests are sooner run for each candidate than looked at once for all. */
const LEAST_SECONDS = 0.03;
/** Runs that tell nothing, after which no other is tried. */
const MOST_VAIN = 3;
const NEVER = new AbortController().signal;

/** By test, the variants that differed. */
type ByTest = ReadonlyMap<string, ReadonlySet<number>>;
type Ran = Extract<FromWorker, { type: 'ran' }>;

/**
 * Finds which failing tests fail with a candidate as they fail without it, by one run of the original for many candidates.
 * What is noted is told of whole test files: one in which a candidate differed anywhere, also while it loaded, is run. Of
 * tests that pass it is not asked: what no test notices mostly gives other values all the same.
 */
export class UntouchedTests {
  readonly #host: WarmHost;
  readonly #known: KnownTests;
  readonly #sources: Sources;
  readonly #syntax: Syntax;
  #vain = 0;

  constructor(options: {
    readonly host: WarmHost;
    readonly known: KnownTests;
    readonly sources: Sources;
    readonly syntax: Syntax;
  }) {
    this.#host = options.host;
    this.#known = options.known;
    this.#sources = options.sources;
    this.#syntax = options.syntax;
  }

  /** For each of the requests, which edit one file; undefined for those of which nothing can be told. */
  async of(path: string, requests: readonly WarmRequest[]): Promise<readonly (EndsAsBefore | undefined)[]> {
    const nothing = requests.map(() => undefined);
    const before = this.#sources.read(path);
    if (before === undefined || requests.length < LEAST_TOLD || this.#vain >= MOST_VAIN) return nothing;
    const failing = new Set(requests.flatMap(({ tests }) => tests.filter((id) => this.#fails(id))));
    const files = new Set([...failing].map((id) => id.slice(0, id.indexOf('::'))));
    if (this.#known.untouchedSeconds([...failing, ...files]) < LEAST_SECONDS) return nothing;
    const variants = requests.map(({ texts }) => {
      const after = texts.get(path) ?? '';
      const { start, end, newEnd } = rangeBetween(before, after);
      return { start, end, text: after.slice(start, newEnd) };
    });
    const checks = await checksOf(this.#syntax, path, before, variants);
    if (checks === undefined || checks.told.size < LEAST_TOLD) return nothing;
    const ran = await this.#run([[path, checks.text]], checks.places, [...failing]);
    const infected: ByTest = ran === undefined ? new Map() : this.#infected(ran.plan, ran.message);
    if (infected.size === 0) {
      this.#vain += 1;
      return nothing;
    }
    return requests.map((_, index): EndsAsBefore | undefined => {
      if (!checks.told.has(index)) return undefined;
      return (test) => infected.get(test)?.has(index) === false;
    });
  }

  #fails(id: string): boolean {
    return this.#known.untouched(id)?.status === 'failed';
  }

  async #run(
    texts: readonly (readonly [path: string, text: string])[],
    places: readonly WirePlace[],
    tests: readonly string[],
  ): Promise<{ readonly plan: ReturnType<KnownTests['plan']>; readonly message: Ran } | undefined> {
    const plan = this.#known.plan(tests);
    const limitSeconds = this.#known.patience(tests);
    const mostSeconds = this.#known.byClock(limitSeconds);
    const answer = await this.#host.ask(
      {
        type: 'run',
        id: this.#host.nextId(),
        texts,
        files: plan.map(({ steps: _, ...file }) => file),
        bail: false,
        limit: limitSeconds * 1000,
        most: mostSeconds * 1000,
        checks: places,
      },
      mostSeconds,
      NEVER,
    );
    if (typeof answer === 'string' || answer.kind !== 'answered' || answer.message.type !== 'ran')
      return undefined;
    return answer.message.status === 'ran' ? { plan, message: answer.message } : undefined;
  }

  /** By test that ended as it always does: the variants that differed anywhere in its file. */
  #infected(plan: ReturnType<KnownTests['plan']>, ran: Ran): ByTest {
    const { roots } = this.#host;
    const byFile = new Map<string, Set<number>>();
    for (const [index, { file }] of plan.entries()) {
      const known = byFile.get(file) ?? new Set();
      for (const variant of ran.infected?.[index] ?? []) known.add(variant);
      byFile.set(file, known);
    }
    const ends = new Map([
      ...ran.passed.flatMap((place) => this.#known.pass(place) ?? []).map((each) => [each.id, each] as const),
      ...ran.results.map((each) => [each.id, testResult(each, roots)] as const),
    ]);
    const others = new Set(ran.fileErrors.map(({ file }) => file));
    const asked = plan.flatMap(({ file, tests }) =>
      tests.map((ref) => [file, typeof ref === 'string' ? ref : (this.#known.pass(ref)?.id ?? '')] as const),
    );
    for (const [file, id] of asked) {
      const [before, now] = [this.#known.untouched(id), ends.get(id)];
      // Looking has changed something there, or the tests of the file change their mind.
      if (before?.status !== now?.status || before?.message !== now?.message) others.add(file);
    }
    return new Map(
      asked.flatMap(([file, id]) => (others.has(file) ? [] : [[id, byFile.get(file) ?? new Set()] as const])),
    );
  }
}
