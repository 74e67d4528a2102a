import type { Situation } from '../loop/ports.ts';
import type { CodeFix, Sources, TypeChecker } from '../loop/rooms.ts';
import type { Diagnostic, FileEdit } from '../loop/types.ts';
import { fixAfter } from './fix-after-fix.ts';
import { editsOf } from './fix-edits.ts';
import { FixTrials, type Trial } from './fix-trial.ts';
import { silences, weightOf } from './fix-weight.ts';

/** A fix of one or more diagnostics, as edits of the snapshot. */
export interface Remedy {
  readonly names: readonly string[];
  readonly label: string;
  readonly about: readonly Diagnostic[];
  readonly edits: readonly FileEdit[];
  readonly weight: number;
}

interface Open extends Remedy {
  /** Fixes in a row. */
  readonly depth: number;
}

const MOST_DEPTH = 4;
/** More new errors than this say that the edit was wrong rather than half done. */
const MOST_FRESH = 4;
const MOST_TRIALS = 80;
/** A row of fixes that is believed in less than this is not worth trying. */
const LEAST_WEIGHT = 0.03;
/** A fix that another must put right is believed in less than one that stands alone. */
const FOLLOW_UP = 0.7;
/** Lines between errors that one cause may have. */
const NEARBY = 12;

/** Looks for fixes, and for fixes that need another, by trying them against the type checker. */
export class FixSearch {
  readonly #situation: Situation;
  readonly #sources: Sources;
  readonly #checker: TypeChecker;
  readonly #isJudge: (path: string) => boolean;
  readonly trials: FixTrials;

  constructor(
    situation: Situation,
    sources: Sources,
    checker: TypeChecker,
    isJudge: (path: string) => boolean,
  ) {
    this.#situation = situation;
    this.#sources = sources;
    this.#checker = checker;
    this.#isJudge = isJudge;
    this.trials = new FixTrials(sources, checker);
  }

  /** What mends one diagnostic without a new error, roughly the most believed first. Each step tries one edit. */
  *remediesFor(diagnostic: Diagnostic): Generator<Remedy | undefined> {
    const open: Open[] = [];
    const seen = new Map<string, Open>();
    const push = (next: Open | undefined): void => {
      if (next === undefined || next.edits.some((edit) => this.#isJudge(edit.path))) return;
      const key = JSON.stringify(next.edits);
      const known = seen.get(key);
      if (known !== undefined) {
        // The same edit by another way: what speaks for it most counts, if it was not tried yet.
        const before = open.indexOf(known);
        if (before < 0 || known.weight >= next.weight) return;
        open.splice(before, 1);
      }
      seen.set(key, next);
      const at = open.findIndex((each) => each.weight < next.weight);
      open.splice(at < 0 ? open.length : at, 0, next);
    };
    for (const fix of this.#checker.fixes(diagnostic)) push(this.#first(fix, diagnostic));
    for (let tried = 0; tried < MOST_TRIALS; tried += 1) {
      const next = open.shift();
      if (next === undefined) return;
      const trial = this.trials.of(next.edits, diagnostic.path);
      const isMended = trial?.cleared.includes(diagnostic.key) === true;
      if (trial === undefined || !isMended || trial.fresh.length > MOST_FRESH) {
        yield undefined;
        continue;
      }
      for (const follow of this.#leftBy(trial, diagnostic).slice(0, 1))
        for (const fix of this.#checker.fixes(follow, trial.texts))
          push(this.#then(next, fix, follow, trial));
      yield trial.fresh.length > 0 ? undefined : { ...next, weight: next.weight * worth(trial) };
    }
  }

  /** The errors that a fix raised, or those of the same cause that it left. */
  #leftBy({ fresh, left }: Trial, { code, path, line }: Diagnostic): readonly Diagnostic[] {
    if (fresh.length > 0) return fresh;
    return left.filter((d) => d.code === code && d.path === path && Math.abs(d.line - line) <= NEARBY);
  }

  #first(fix: CodeFix, diagnostic: Diagnostic): Open | undefined {
    if (silences(fix)) return undefined;
    const edits = editsOf(fix, this.#sources);
    const weight = weightOf(fix, diagnostic.code, this.#situation);
    return edits === undefined
      ? undefined
      : { names: [fix.name], label: fix.description, about: [diagnostic], edits, weight, depth: 1 };
  }

  #then(before: Open, fix: CodeFix, follow: Diagnostic, trial: Trial): Open | undefined {
    if (before.depth >= MOST_DEPTH || silences(fix)) return undefined;
    const isSame = trial.fresh.length === 0;
    const chance = Math.min(1, 1.3 * weightOf(fix, follow.code, this.#situation));
    const weight = before.weight * chance * (isSame ? 1 : FOLLOW_UP);
    if (weight < LEAST_WEIGHT) return undefined;
    const edits = fixAfter(before.edits, fix, trial.texts, this.#sources);
    if (edits === undefined) return undefined;
    return {
      names: [...new Set([...before.names, fix.name])],
      label: before.label === fix.description ? before.label : `${before.label}; ${fix.description}`,
      about:
        isSame && !before.about.some(({ key }) => key === follow.key)
          ? [...before.about, follow]
          : before.about,
      edits,
      weight,
      depth: before.depth + 1,
    };
  }
}

/** Errors that go with the one that was meant speak for the fix: they had one cause. */
function worth({ cleared }: Trial): number {
  return 1 + 2 * Math.min(3, cleared.length - 1);
}
