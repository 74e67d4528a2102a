import { GUARDS, SAME } from '../infection/names.ts';
import type { WirePlace } from '../protocol.ts';
import { guards } from './guards.ts';

/**
 * Which variants have given another value than the original, collected file by file. What could not be looked at without
 * doing more than to give a value counts as another.
 */
export class Infections {
  #places: readonly WirePlace[] | undefined;
  #infected = new Set<number>();
  #byFile: (readonly number[])[] = [];
  /** Those that differed while the code was loaded that is still in use, with the state that it is loaded in. */
  #loaded: { readonly state: object; readonly variants: Set<number> } | undefined;

  /** What the checked texts find under these names. */
  get globals(): Readonly<Record<string, unknown>> {
    return { [SAME]: this.same, [GUARDS]: guards };
  }

  /** @param places absent where a run is not to be looked at */
  begin(places: readonly WirePlace[] | undefined): void {
    this.#places = places;
    this.#infected = new Set();
    this.#byFile = [];
    this.#loaded = undefined;
  }

  /** Called when a test file has been loaded, and before its tests. */
  loaded(state: object): void {
    if (this.#places === undefined) return;
    const before = this.#loaded?.state === state ? this.#loaded.variants : [];
    for (const variant of before) this.#infected.add(variant);
    this.#loaded = { state, variants: new Set(this.#infected) };
  }

  /** Called when the tests of a file have ended. */
  ended(): void {
    this.#byFile.push([...this.#infected]);
    this.#infected = new Set();
  }

  /** For each file that ended, the variants that differed. */
  get told(): { readonly infected?: readonly (readonly number[])[] } {
    return this.#places === undefined ? {} : { infected: this.#byFile };
  }

  /**
   * Called in the place of an expression.
   * @param at the value of the original for 0, otherwise that of a variant; throws where that cannot be told
   * @param plain the expression as it stands
   */
  readonly same = (number: number, at: (which: number) => unknown, plain: () => unknown): unknown => {
    const place = this.#places?.[number];
    const variants = place?.variants ?? [];
    const infected = this.#infected;
    if (place === undefined || variants.every((variant) => infected.has(variant))) return plain();
    let value: unknown;
    try {
      // Before the expression itself, which may be what makes an accessor a value.
      value = at(0);
    } catch {
      for (const variant of variants) infected.add(variant);
      return plain();
    }
    for (const [index, variant] of variants.entries())
      if (!infected.has(variant) && !isAlike(value, variantAt(at, index + 1), place.isCondition))
        infected.add(variant);
    const given = plain();
    if (!Object.is(given, value)) for (const variant of variants) infected.add(variant);
    return given;
  };
}

/** Alike nothing else. */
const NONE = Symbol('none');

function variantAt(at: (which: number) => unknown, which: number): unknown {
  try {
    return at(which);
  } catch {
    return NONE;
  }
}

function isAlike(one: unknown, other: unknown, isCondition: boolean): boolean {
  if (other === NONE) return false;
  return isCondition ? Boolean(one) === Boolean(other) : Object.is(one, other);
}
