import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { FromWorker, PackageFacts, Reached, ToWorker, WireResult, WireTexts } from '../protocol.ts';
import { NOT_KEPT, VARIANT } from '../schemata.ts';
import { TreeBuilder } from './builder.ts';
import { Calls } from './calls.ts';
import { now, StepClock } from './clock.ts';
import { compiled } from './compiled.ts';
import type { DialectSession, FileSession } from './dialects/dialect.ts';
import { DIALECTS } from './dialects/open.ts';
import { DiskTexts } from './disk-texts.ts';
import { type FileTests, neededFor, treeTests } from './file-tests.ts';
import { GlobalsGuard } from './globals.ts';
import { Infections } from './infections.ts';
import { ModuleState } from './loader.ts';
import { Overlay } from './overlay.ts';
import { PackagesWithHooks } from './page/packages-with-hooks.ts';
import { Probes } from './probes.ts';
import { probeCalls } from './probing.ts';
import { Resolver } from './resolve.ts';
import { TellingRun } from './telling-run.ts';
import { TestPlaces } from './test-places.ts';
import { TestTexts } from './test-texts.ts';
import { Transformer } from './transform.ts';
import { Unsupported } from './unsupported.ts';
import { within } from './waiting.ts';
import { wireError } from './wire-error.ts';
import { relativeTo, wireResult } from './wire-result.ts';

type RunRequest = Extract<ToWorker, { type: 'run' }>;

/** The project, loaded in this process, and the running of its tests. */
export class Session {
  readonly #facts: PackageFacts;
  readonly #dialect: DialectSession;
  readonly #transformer: Transformer;
  readonly #resolver: Resolver;
  readonly #guard: GlobalsGuard;
  readonly #clock = new StepClock();
  readonly #probes = new Probes();
  readonly #disk = new DiskTexts();
  readonly #overlay = new Overlay();
  readonly #infections = new Infections();
  #measured: WireTexts = [];
  #kept: Extract<ToWorker, { type: 'keep' }> | undefined;
  #open: FileSession | undefined;
  readonly #calls = new Calls();
  readonly #packages = new PackagesWithHooks();
  readonly #testTexts = new TestTexts();
  readonly places = new TestPlaces();
  #variant = 0;

  private constructor(facts: PackageFacts, dialect: DialectSession) {
    this.#facts = facts;
    this.#dialect = dialect;
    this.#transformer = new Transformer(facts.folder, facts.dialect);
    this.#resolver = new Resolver({
      root: facts.root,
      folder: facts.folder,
      aliases: dialect.aliases,
      ...(dialect.modulePaths === undefined ? {} : { modulePaths: dialect.modulePaths }),
      conditions: dialect.conditions,
      extensions: dialect.extensions,
      overlaid: (path) => this.#overlay.isThere(path),
    });
    const { globals: checks } = this.#infections;
    Object.assign(globalThis, { __credenceStep: this.#clock.step, ...checks, ...this.#calls.globals });
    // Only read, so that nothing that puts globals back has the untouched code run in a candidate's place.
    Object.defineProperty(globalThis, VARIANT, { get: () => this.#variant });
    this.#guard = new GlobalsGuard();
  }

  static async open(facts: PackageFacts): Promise<Session> {
    const real = { ...facts, root: realpathSync(facts.root), folder: realpathSync(facts.folder) };
    // As the runners are started; they look for their configuration here, and tests for files.
    process.chdir(real.folder);
    return new Session(real, await DIALECTS[real.dialect](real));
  }

  measure(request: Extract<ToWorker, { type: 'measure' }>): void {
    this.#measured = request.texts;
    this.#probes.declare(request.probes);
  }

  /** Keeps what can be compiled. */
  keep(request: Extract<ToWorker, { type: 'keep' }>): FromWorker {
    const { texts, answer } = compiled(request.texts, this.#facts.root, this.#transformer);
    this.#kept = { ...request, texts };
    return answer;
  }

  /** Runs every test of one file in a fresh state. */
  async file(request: Extract<ToWorker, { type: 'file' }>): Promise<FromWorker> {
    const began = now();
    const results: WireResult[] = [];
    const ended = (over: Partial<Extract<FromWorker, { type: 'file-ran' }>>): FromWorker => ({
      type: 'file-ran',
      id: request.id,
      results,
      loaded: state.loaded.map((path) => relativeTo(path, this.#facts.root)),
      load: [],
      milliseconds: now() - began,
      ...over,
    });
    const state = this.#state();
    this.#begin(request.coverage ? this.#measured : [], request.limit);
    if (request.coverage) this.#probes.begin();
    let load: Reached = [];
    try {
      const loaded = await this.#load(state, request.file);
      if (request.coverage) load = this.#probes.take();
      this.#clock.allow(request.steps ?? Infinity);
      const failed = await loaded.run({
        clock: this.#clock,
        reversed: request.reversed,
        ended: (test, ending) => {
          const reached = request.coverage ? this.#probes.take() : undefined;
          const steps = request.coverage ? this.#clock.allow(request.steps ?? Infinity) : undefined;
          results.push({
            ...this.#calls.ended(wireResult(test, ending, request.file)),
            ...(reached === undefined ? {} : { reached }),
            ...(steps === undefined ? {} : { steps }),
          });
          return this.#clock.overrun;
        },
      });
      const [uncaught] = await this.#guard.takeUncaught();
      if (uncaught !== undefined)
        return ended({ load, unsupported: `an error was not caught: ${wireError(uncaught).message}` });
      if (this.#clock.overrun) return ended({ load, unsupported: 'its tests take too long to be run here' });
      if (failed?.error instanceof Unsupported) throw failed.error;
      return ended({ load, ...(failed === undefined ? {} : { error: wireError(failed.error) }) });
    } catch (error) {
      if (error instanceof Unsupported) return ended({ unsupported: error.message });
      const { message, stack } = wireError(error);
      return ended({ load, error: { message, stack } });
    } finally {
      this.#end();
    }
  }

  /** Runs chosen tests of one candidate. */
  async run(request: RunRequest): Promise<FromWorker> {
    const began = now();
    const results: WireResult[] = [];
    const fileErrors: Extract<FromWorker, { type: 'ran' }>['fileErrors'][number][] = [];
    let begun = 0;
    const isKept = request.kept !== undefined;
    this.#begin(isKept ? (this.#kept?.texts ?? []) : request.texts, request.limit, request.most);
    this.#variant = request.variant ?? 0;
    this.#infections.begin(request.checks);
    const ended = (status: Extract<FromWorker, { type: 'ran' }>['status'], reason?: string): FromWorker => ({
      type: 'ran',
      id: request.id,
      status,
      ...this.places.told(results),
      fileErrors,
      begun,
      ...this.#infections.told,
      milliseconds: now() - began,
      ...(reason === undefined ? {} : { reason }),
    });
    if (isKept && request.kept !== this.#kept?.id) return ended('could-not-run', NOT_KEPT);
    try {
      let state = this.#state();
      let used = 0;
      for (const plan of request.files) {
        begun += 1;
        const replaces = (): boolean => this.#testTexts.replaces(join(this.#facts.root, plan.file), state);
        if (used > 0 && (plan.fromStart || state.standIns.isUsed || replaces())) {
          state = this.#state();
          used = 0;
        }
        const before = results.length;
        let outcome = await this.#runFile(state, plan, request.bail);
        used += 1;
        if (used > 1 && outcome.suspicious) {
          // It may be what an earlier file left behind: judged again, in a state of its own.
          this.#guard.restore();
          state = this.#state();
          used = 1;
          outcome = await this.#runFile(state, plan, request.bail);
        }
        this.#infections.ended();
        results.splice(before, Number.POSITIVE_INFINITY, ...outcome.results);
        if (outcome.error !== undefined) fileErrors.push({ file: plan.file, ...outcome.error });
        if (this.#clock.overrun) return ended('timed-out', 'the tests did not end in time');
        const [uncaught] = await this.#guard.takeUncaught();
        if (uncaught !== undefined) return ended('crashed', wireError(uncaught).message);
        if (request.bail && outcome.suspicious) break;
      }
      return ended('ran');
    } catch (error) {
      if (error instanceof Unsupported) return ended('could-not-run', error.message);
      throw error;
    } finally {
      this.#end();
    }
  }

  /** Runs inputs made from the calls of a candidate's tests, in the state that these tests leave. */
  probe(request: Extract<ToWorker, { type: 'probe' }>): Promise<FromWorker> {
    const run = (): Promise<FromWorker> => this.run({ ...request, type: 'run', bail: false });
    const parts = { calls: this.#calls, clock: this.#clock, guard: this.#guard, run };
    return probeCalls(request, parts).finally(() => this.#end());
  }

  async #runFile(
    state: ModuleState,
    plan: RunRequest['files'][number],
    bail: boolean,
  ): Promise<{
    readonly results: readonly WireResult[];
    readonly error?: { message: string; stack: string };
    readonly suspicious: boolean;
  }> {
    const results: WireResult[] = [];
    let loaded: FileTests;
    try {
      loaded = await this.#load(state, plan.file);
    } catch (error) {
      if (error instanceof Unsupported) throw error;
      return { results, error: wireError(error), suspicious: true };
    }
    this.#infections.loaded(state);
    const asked = this.places.idsOf(plan.tests);
    const wanted = neededFor(asked, loaded.known, plan.fromStart);
    const telling = new TellingRun(asked);
    const allowance = this.#calls.allowance(plan.steps ?? Number.POSITIVE_INFINITY);
    this.#clock.allow(allowance);
    const spoilt = await loaded.run({
      clock: this.#clock,
      ...(wanted === undefined ? {} : { wanted }),
      reversed: false,
      spares: (id) => bail && !plan.fromStart && telling.spares(id),
      ended: (test, ending) => {
        this.#clock.allow(allowance);
        const result = this.#calls.ended(wireResult(test, ending, plan.file));
        if (asked.has(result.id)) {
          results.push(result);
          telling.ended(result.id, result.status === 'failed');
        }
        return this.#clock.overrun || (bail && telling.isOver);
      },
    });
    const missing = results.length < asked.size && !(bail && telling.hasFailed) && !this.#clock.overrun;
    if (spoilt === undefined) return { results, suspicious: telling.hasFailed || missing };
    if (spoilt.error instanceof Unsupported) throw spoilt.error;
    return { results, error: wireError(spoilt.error), suspicious: true };
  }

  /** Evaluates a test file, and what it is to find loaded before it. */
  async #load(state: ModuleState, file: string): Promise<FileTests> {
    const path = join(this.#facts.root, file);
    const builder = new TreeBuilder();
    this.#open?.close?.();
    this.#packages.forget();
    const session = this.#dialect.file(path, builder, state);
    this.#open = session;
    state.provide(session.provided);
    Object.assign(globalThis, session.globals);
    for (const setUp of this.#dialect.setupFiles) {
      const exported = state.again(setUp);
      await session.setUp?.(setUp, exported);
    }
    this.#testTexts.refuse(path, state.text(path), this.#dialect);
    const exported = await within(state.entry(path), this.#clock.longest + 1);
    await builder.collect();
    await session.collect?.();
    return session.around === undefined
      ? session.tests(file, exported)
      : treeTests(builder.root, session.around, file);
  }

  #state(): ModuleState {
    return new ModuleState({
      resolver: this.#resolver,
      transformer: this.#transformer,
      textOf: (path) => this.#overlay.text(path),
      disk: this.#disk,
      dialect: this.#dialect,
      packages: this.#packages,
    });
  }

  #begin(texts: WireTexts, limit: number, most?: number): void {
    this.#overlay.put(texts, this.#facts.root, this.#resolver);
    this.#clock.begin(limit, most);
  }

  #end(): void {
    this.#open?.close?.();
    this.#open = undefined;
    this.#probes.end();
    this.#guard.restore();
    this.#clock.begin(Number.POSITIVE_INFINITY);
  }
}
