import { isElision } from './elision.ts';
import { type Found, isAlike, shown } from './found.ts';
import { codeBeside, fileLine, gapAt } from './gap.ts';
import { type IndentPair, indenter } from './indentation.ts';
import { hasSameBlanks, isWithin, opensNothing } from './layout.ts';
import type { Hunk } from './lines.ts';
import { mergedLine } from './merge.ts';
import { isBareDots, isStub } from './stub.ts';
import { inStyle, styleOf } from './style.ts';
import { indentOf } from './tokens.ts';

/** A change of lines of the file, or why the change cannot be carried out where its context was found. */
export type Placing =
  | { readonly kind: 'placed'; readonly hunks: readonly Hunk[] }
  /** The line of the search that the file does not have. */
  | { readonly kind: 'stale'; readonly s: number }
  /** What cannot be told, as the rest of a sentence. */
  | { readonly kind: 'unclear'; readonly why: string };

/** Carries out the steps on the lines of the file that the search was found in. Nothing but the change is touched. */
export function place(found: Found): Placing {
  return new Placer(found).place();
}

class Unclear extends Error {}
class Stale extends Error {
  readonly s: number;
  constructor(s: number) {
    super();
    this.s = s;
  }
}

/** Goes through the steps in order. What stops it travels as an exception inside this file only. */
class Placer {
  readonly #found: Found;
  readonly #hunks: { from: number; to: number; lines: string[] }[] = [];
  readonly #write: (r: number, isInserted: boolean) => string;
  readonly #rewrite: (s: number, r: number, f: number) => string;

  constructor(found: Found) {
    const { search, replace, steps, file, lines } = found;
    this.#found = found;
    const pairs: IndentPair[] = [];
    const alike: { written: string; own: string; isLike?: boolean }[] = [];
    let at = 0;
    for (const step of steps) {
      if (step.kind !== 'goes') at = step.r;
      if (step.kind === 'new') continue;
      const f = lines[step.s];
      if (f === undefined || search.kind[step.s] === 'blank') continue;
      const written = search.texts[step.s] ?? '';
      const own = file.texts[f] ?? '';
      // A line that is merely like it may stand at another depth.
      const isLike = !isAlike(search, step.s, file, f);
      alike.push({ written, own, isLike });
      if (isLike) continue;
      pairs.push({ at, from: indentOf(written), to: indentOf(own) });
    }
    const style = styleOf(alike);
    const reindent = indenter(pairs, search.texts, replace.texts, () => file.texts);
    this.#write = (r, isInserted) => {
      const text = replace.texts[r] ?? '';
      if (text.trim() === '') return '';
      if (opensNothing(replace.texts, r))
        throw new Unclear(`what is within “${shown(text)}”, as nothing is indented below it`);
      const indent = reindent(indentOf(text), r, isInserted && !/[{([:]\s*$|^\s*[})\]]/.test(text));
      if (indent === undefined) throw new Unclear(`how deep “${shown(text)}” is indented`);
      const own = inStyle(
        text.trimStart(),
        {
          next: replace.texts[r + 1],
          isWithin: style.semicolons !== 'as written' && isWithin(replace.texts, r),
        },
        style,
      );
      if (own === undefined) throw new Unclear(`how the file would write “${shown(text)}”`);
      return indent + own;
    };
    this.#rewrite = (s, r, f) => {
      const own = file.texts[f] ?? '';
      const text = mergedLine(
        { search: search.texts[s] ?? '', replace: replace.texts[r] ?? '', own },
        r,
        style,
        reindent,
      );
      if (text === undefined)
        throw new Unclear(`how to change “${shown(own)}”, which SEARCH writes in another way`);
      return text;
    };
  }

  place(): Placing {
    try {
      const { steps } = this.#found;
      this.#checkTwins();
      for (let at = 0; at < steps.length; ) {
        if (steps[at]?.kind === 'same') {
          at += 1;
          continue;
        }
        let end = at;
        while (end < steps.length && steps[end]?.kind !== 'same') end += 1;
        if (!this.#isDone(at, end)) {
          this.#checkSlide(at, end);
          this.#run(at, end);
        }
        at = end;
      }
      return { kind: 'placed', hunks: this.#hunks };
    } catch (error) {
      if (error instanceof Unclear) return { kind: 'unclear', why: error.message };
      if (error instanceof Stale) return { kind: 'stale', s: error.s };
      throw error;
    }
  }

  /** Where the search has the line that changes more than once, each of them has to be found: else which is it? */
  #checkTwins(): void {
    const { steps, search, file, lines } = this.#found;
    const changed = new Set(
      steps.flatMap((step) => (step.kind === 'goes' || step.kind === 'becomes' ? [search.key[step.s]] : [])),
    );
    for (const [s, key] of search.key.entries()) {
      if (
        search.kind[s] === 'blank' ||
        !changed.has(key) ||
        search.key.indexOf(key) === search.key.lastIndexOf(key)
      )
        continue;
      const f = lines[s];
      if (f === undefined || !isAlike(search, s, file, f)) throw new Stale(s);
    }
  }

  /** Whether the file has already what a run of changes makes: only the search was wrong there. */
  #isDone(at: number, end: number): boolean {
    const { steps, search, replace, file, lines } = this.#found;
    const gone = steps.slice(at, end).flatMap((step) => (step.kind === 'new' ? [] : [step.s]));
    const isRight = (s: number): boolean => lines[s] !== undefined && isAlike(search, s, file, lines[s] ?? 0);
    if (gone.length > 0 && gone.every(isRight)) return false;
    const before = at === 0 ? undefined : fileLine(this.#found, at - 1);
    const after = end === steps.length ? undefined : fileLine(this.#found, end);
    const come = steps.slice(at, end).flatMap((step) => (step.kind === 'goes' ? [] : [step.r]));
    const from = before === undefined ? (after === undefined ? undefined : after - come.length) : before + 1;
    if (from === undefined || come.length === 0) return false;
    if (after !== undefined && from + come.length !== after) return false;
    return (
      come.every((r, i) => replace.key[r] === file.key[from + i]) &&
      come.some((r) => (replace.weight[r] ?? 0) > 0.1)
    );
  }

  #run(at: number, end: number): void {
    const { steps, search, replace, file, lines } = this.#found;
    for (let i = at; i < end; i += 1) {
      const step = steps[i];
      if (step === undefined || step.kind === 'same') continue;
      if (step.kind !== 'goes' && isElision(replace.texts[step.r] ?? '') && !this.#isOwn(step.r))
        throw new Unclear(`what “${shown(replace.texts[step.r] ?? '')}” leaves out`);
      if (step.kind === 'new') {
        const isInserted = steps.slice(at, end).every(({ kind }) => kind === 'new');
        const gap = gapAt(this.#found, i);
        if ('unclear' in gap) throw new Unclear(gap.unclear);
        if (i === at || steps[i - 1]?.kind !== 'new') this.#checkNew(gap.at, i, end);
        this.#add(gap.at, gap.at, [this.#write(step.r, isInserted)]);
        continue;
      }
      const f = lines[step.s];
      if (f === undefined) {
        // There is no such blank line to take away, unless there is one that stands elsewhere.
        if (step.kind === 'goes' && search.kind[step.s] === 'blank' && !this.#isBlankBeside(i)) continue;
        throw new Stale(step.s);
      }
      if (!isAlike(search, step.s, file, f)) throw new Stale(step.s);
      if (step.kind === 'goes' && search.kind[step.s] === 'blank' && !hasSameBlanks(this.#found, step.s, f))
        throw new Unclear('which blank line goes');
      const beside = step.kind === 'goes' ? codeBeside(this.#found, i, f) : undefined;
      if (beside !== undefined)
        throw new Unclear(`what becomes of “${shown(beside)}”, which SEARCH leaves out`);
      this.#checkWhole(i, end, f);
      this.#add(f, f + 1, step.kind === 'goes' ? [] : [this.#rewrite(step.s, step.r, f)]);
    }
  }

  /** New lines that the file has right there, and the search does not know of, are not written once more. */
  #checkNew(at: number, i: number, end: number): void {
    const { steps, replace, file, lines } = this.#found;
    const come: number[] = [];
    for (let k = i; k < end; k += 1) {
      const step = steps[k];
      if (step?.kind !== 'new') break;
      come.push(step.r);
    }
    const known = new Set(lines);
    const isThere = (from: number): boolean =>
      come.every((r, k) => replace.key[r] === file.key[from + k] && !known.has(from + k));
    const isTelling = come.some((r) => (replace.weight[r] ?? 0) > 0.1);
    if (isTelling && (isThere(at) || isThere(at - come.length)))
      throw new Unclear(
        `whether “${shown(replace.texts[come[0] ?? 0] ?? '')}”, which stands there already, is to stand there twice`,
      );
  }

  /**
   * A line that goes, or is new, beside lines that read the same may as well be one of those: then all of them have to
   * be in the file as the search has them.
   */
  #checkSlide(at: number, end: number): void {
    const { steps, search, replace, file, lines } = this.#found;
    const run = steps.slice(at, end);
    const kind = run[0]?.kind;
    if (kind === undefined || run.some((step) => step.kind !== kind) || kind === 'becomes') return;
    const textAt = (k: number): string | undefined => {
      const step = steps[k];
      return step === undefined
        ? undefined
        : step.kind === 'new'
          ? replace.texts[step.r]
          : search.texts[step.s];
    };
    const length = end - at;
    let [from, to] = [at, end];
    while (steps[to]?.kind === 'same' && textAt(to) === textAt(to - length)) to += 1;
    while (steps[from - 1]?.kind === 'same' && textAt(from - 1) === textAt(from - 1 + length)) from -= 1;
    if (from === at && to === end) return;
    let last: number | undefined;
    for (const step of steps.slice(from, to)) {
      if (step.kind === 'new') continue;
      const f = lines[step.s];
      const isThere = f !== undefined && isAlike(search, step.s, file, f);
      if (!isThere && search.kind[step.s] !== 'blank') throw new Stale(step.s);
      const twin = lines[step.s - length];
      const isTwin =
        kind !== 'goes' ||
        f === undefined ||
        twin === undefined ||
        search.texts[step.s] !== search.texts[step.s - length];
      if (!isTwin && file.texts[f] !== file.texts[twin])
        throw new Unclear(`how deep the line “${shown(file.texts[f] ?? '')}” is that goes`);
      if (f !== undefined && last !== undefined && f !== last + 1)
        throw new Unclear(`which of several lines that read “${shown(search.texts[step.s] ?? '')}” is meant`);
      last = f;
    }
  }

  /** Lines of the file between two lines that change together: were they to go too? */
  #checkWhole(i: number, end: number, f: number): void {
    const { steps, lines, file } = this.#found;
    for (let k = i + 1; k < end; k += 1) {
      const next = steps[k];
      if (next === undefined || next.kind === 'new' || next.kind === 'same') continue;
      const other = lines[next.s];
      if (other === undefined) continue;
      const here = steps[i];
      const between = Array.from({ length: Math.max(0, other - f - 1) }, (_, n) => f + 1 + n);
      const isTorn = between.some((line) => file.kind[line] === 'code');
      if (between.length > 0 && (isTorn || here?.kind === 'goes' || next.kind === 'goes'))
        throw new Unclear(`what becomes of “${shown(file.texts[f + 1] ?? '')}”, which SEARCH leaves out`);
      return;
    }
  }

  /** Whether the file has a blank line right behind what stands before step `i`, or before what stands behind it. */
  #isBlankBeside(i: number): boolean {
    const { steps, file } = this.#found;
    let [b, a] = [i - 1, i + 1];
    while (b >= 0 && fileLine(this.#found, b) === undefined) b -= 1;
    while (a < steps.length && fileLine(this.#found, a) === undefined) a += 1;
    const [before, after] = [fileLine(this.#found, b), fileLine(this.#found, a)];
    return file.kind[(before ?? -2) + 1] === 'blank' || file.kind[(after ?? 0) - 1] === 'blank';
  }

  #isOwn(r: number): boolean {
    const { file, replace } = this.#found;
    const text = replace.texts[r] ?? '';
    return file.texts.includes(text) && (!isBareDots(text) || isStub(replace.texts, r));
  }

  #add(from: number, to: number, lines: readonly string[]): void {
    const last = this.#hunks.at(-1);
    if (last !== undefined && last.to === from) {
      last.to = to;
      last.lines.push(...lines);
    } else this.#hunks.push({ from, to, lines: [...lines] });
  }
}
