import type { Situation, Suspect } from '../../loop/ports.ts';
import type { Step, TestResult } from '../../loop/types.ts';

/** What is believed before anything was tried: half of the edits of a place change how a failing test ends. */
const PRIOR = { felt: 1, all: 2 };

interface Count {
  readonly felt: number;
  readonly all: number;
}

const NONE: Count = { felt: 0, all: 0 };

/**
 * How far the failing tests feel what is changed in a place. A patch changes how they end, so that a place where edit
 * after edit leaves every failure as it was is less likely to hold the fault; that they end otherwise says little, since
 * code that is run can always be broken (after Papadakis and Le Traon, Metallaxis-FL, 2015). The edits of its function
 * tell of a place before its own do.
 */
export class Sensitivity {
  readonly #suspects = new Map<string, readonly Suspect[]>();
  readonly #functionOf = new Map<Suspect, string>();
  readonly #places = new Map<Suspect, Count>();
  readonly #functions = new Map<string, Count>();
  #looked = 0;

  /** @param suspects none inside another of the same file that is as long */
  constructor(suspects: readonly Suspect[]) {
    for (const suspect of suspects) {
      this.#suspects.set(suspect.path, [...(this.#suspects.get(suspect.path) ?? []), suspect]);
      this.#functionOf.set(suspect, JSON.stringify([suspect.path, suspect.symbol]));
    }
  }

  /** Takes note of the steps that have come; says whether they told anything. */
  note(situation: Situation): boolean {
    let told = false;
    for (; this.#looked < situation.steps.length; this.#looked += 1) {
      const step = situation.steps[this.#looked];
      const place = step === undefined ? undefined : this.#placeOf(step);
      const felt = step === undefined ? undefined : isFelt(step, situation);
      if (place === undefined || felt === undefined) continue;
      count(this.#places, place, felt);
      count(this.#functions, this.#functionOf.get(place) ?? '', felt);
      told = true;
    }
    return told;
  }

  /** The factor for edits of a place: 1 where nothing speaks against it, else above 0. */
  of(suspect: Suspect): number {
    const prior = PRIOR.felt / PRIOR.all;
    const around = this.#functions.get(this.#functionOf.get(suspect) ?? '') ?? NONE;
    const own = this.#places.get(suspect) ?? NONE;
    const usual = (PRIOR.felt + around.felt) / (PRIOR.all + around.all);
    return Math.min(1, (PRIOR.all * usual + own.felt) / (PRIOR.all + own.all) / prior);
  }

  /** The smallest suspect that holds all that a candidate changes. */
  #placeOf({ candidate: { edits } }: Step): Suspect | undefined {
    const [edit] = edits;
    if (edit?.kind !== 'modify' || edits.length > 1) return undefined;
    const { replacements } = edit;
    return this.#suspects
      .get(edit.path)
      ?.filter((one) => replacements.every(({ start, end }) => one.start <= start && end <= one.end))
      .reduce<Suspect | undefined>(
        (best, one) => (best === undefined || one.end - one.start < best.end - best.start ? one : best),
        undefined,
      );
  }
}

function count<K>(counts: Map<K, Count>, key: K, felt: boolean): void {
  const known = counts.get(key) ?? NONE;
  counts.set(key, { felt: known.felt + (felt ? 1 : 0), all: known.all + 1 });
}

/** Whether one of the failing tests ended otherwise than untouched; undefined where none was run that says why it fails. */
function isFelt({ observation }: Step, { survey, target }: Situation): boolean | undefined {
  const wanted = new Set(target.tests);
  const ends = observation.tests
    .filter(({ id }) => wanted.has(id))
    .flatMap((test) => {
      const before = survey.tests?.results.find(({ id }) => id === test.id);
      return before?.message === undefined ? [] : [endOf(test) !== endOf(before)];
    });
  return ends.length === 0 ? undefined : ends.includes(true);
}

/** How a test ended, without addresses, which differ from run to run, and white space, which differs between reporters. */
function endOf({ status, message = '', expected = '', actual = '' }: TestResult): string {
  return [status, message, expected, actual].join('\n').replace(/0x[0-9a-f]+|\s+/gi, '');
}
