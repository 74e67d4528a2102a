import type { Sources } from '../../loop/rooms.ts';
import type { Diagnostic } from '../../loop/types.ts';
import { rangeBetween } from '../../syntax/change.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { countByKey } from '../fresh.ts';
import type { UnderWay } from '../under-way.ts';
import { WaitingByFile } from '../waiting-by-file.ts';
import { type ManyBodies, manyBodies, type UnusedNames } from './many-bodies.ts';
import type { TypesRequest } from './types-service.ts';
import type { TypesVerdict } from './types-verdict.ts';

/** Whoever compares the errors of a candidate with the untouched ones. */
export interface Comparer {
  check(request: TypesRequest): Promise<TypesVerdict>;
}

interface Waiting {
  readonly request: TypesRequest;
  done(verdict: TypesVerdict): void;
}

/** Fewer are as soon asked about one by one. */
const LEAST = 2;
/** Characters that copies may add to a file. */
const MOST_ADDED = 600_000;
/** Candidates in one text; what is wrong with one of them may have all of them looked at again. */
const MOST = 64;
/** A question is held back for no longer than so many times what the last one took, and so many milliseconds. */
const PATIENCE = { times: 3, milliseconds: 250 };
const NEVER = new AbortController().signal;
const TYPED = /\.[cm]?tsx?$/;

interface TypesTogetherOptions {
  readonly comparer: Comparer;
  readonly sources: Sources;
  readonly syntax: Syntax;
  /** What a name that nothing uses is in this file: where it is an error, a copy may say too little. */
  unused(path: string): UnusedNames;
  /** Candidates that may ask soon; nobody is waited for without it. */
  readonly underWay?: UnderWay;
}

/**
 * Compile errors of candidates that wait at the same time and edit one file: a compiler is asked about one text that
 * holds them all. What may be wrong with a copy alone, or has no place in such a text, is asked about by itself.
 */
export class TypesTogether implements Comparer {
  readonly #options: TypesTogetherOptions;
  readonly #waiting: WaitingByFile<Waiting>;
  /** Milliseconds that the last question took. */
  #lastTook = 0;

  constructor(options: TypesTogetherOptions) {
    this.#options = options;
    this.#waiting = new WaitingByFile({
      pathOf,
      work: (path, group) => this.#work(path, group),
      gather: (waiting) => this.#gather(waiting),
    });
  }

  check(request: TypesRequest): Promise<TypesVerdict> {
    return new Promise((resolve) => this.#waiting.add({ request, done: resolve }));
  }

  /** A question costs much and a further candidate in it little, so those that are still tested are waited for a while. */
  async #gather(waiting: () => number): Promise<void> {
    const { underWay } = this.#options;
    const isEnough = (): boolean => waiting() >= Math.min(MOST, underWay?.count ?? 0);
    const { times, milliseconds } = PATIENCE;
    await underWay?.until(isEnough, Math.min(times * this.#lastTook, milliseconds));
  }

  async #ask(request: TypesRequest): Promise<TypesVerdict> {
    const verdict = await this.#options.comparer.check(request);
    this.#lastTook = 1000 * verdict.seconds;
    return verdict;
  }

  async #work(path: string | undefined, group: readonly Waiting[]): Promise<void> {
    const alone = path === undefined || group.length < LEAST ? group : await this.#together(path, group);
    for (const each of alone) each.done(await this.#ask(each.request));
  }

  /** Answers those with which nothing is wrong; the others are left to be looked at one by one. */
  async #together(path: string, group: readonly Waiting[]): Promise<readonly Waiting[]> {
    const { sources } = this.#options;
    const before = sources.read(path);
    if (before === undefined) return group;
    const { many, now, later } = await this.#fitting(path, before, group);
    // What has come too late for this text has the next one.
    this.#waiting.addFirst(later);
    const placed = many?.places.filter((place) => place !== undefined).length ?? 0;
    if (many === undefined || placed < LEAST) return now;
    const texts = new Map([[path, many.text]]);
    const verdict = await this.#ask({ texts, visible: [], signal: NEVER });
    if (verdict.status !== 'passed' && verdict.status !== 'failed') return now;
    const wrong = new Map<number, Diagnostic[]>();
    for (const error of verdict.fresh) {
      const index = many.places.findIndex(
        (place) => place !== undefined && place.start <= error.start && error.end <= place.end,
      );
      // What the copies do to the rest of the file is no candidate's fault, and hides what is one's.
      if (index < 0) return this.#inHalves(path, now);
      wrong.set(index, [...(wrong.get(index) ?? []), error]);
    }
    const seconds = verdict.seconds / placed;
    const hadErrors = verdict.before.size > 0;
    const answered = now.map((each, index): TypesVerdict | undefined => {
      const place = many.places[index];
      const errors = wrong.get(index);
      if (place === undefined) return undefined;
      if (errors === undefined) return { ...verdict, ...passed(verdict.before), seconds };
      // Beside what is wrong in the body, what it returns is another type for that very reason.
      const own = errors.filter(({ end }) => end <= place.bodyEnd);
      const isInside = own.length > 0 && own.every(({ start }) => start >= place.body);
      if (hadErrors || !place.isExact || !isInside) return undefined;
      const after = each.request.texts.get(path) ?? '';
      return { ...verdict, ...failed(own.map((error) => moved(error, place.shift, after))), seconds };
    });
    return now.filter((each, index) => {
      const own = answered[index];
      if (own !== undefined) each.done(own);
      return own === undefined;
    });
  }

  async #inHalves(path: string, group: readonly Waiting[]): Promise<readonly Waiting[]> {
    if (group.length < 4 * LEAST) return group;
    const [first, second] = split(group, group.length >> 1);
    return [...(await this.#together(path, first)), ...(await this.#together(path, second))];
  }

  /** As many of them in one text as do not make it too long. */
  async #fitting(
    path: string,
    before: string,
    group: readonly Waiting[],
  ): Promise<{
    readonly many: ManyBodies | undefined;
    readonly now: readonly Waiting[];
    readonly later: readonly Waiting[];
  }> {
    for (let count = Math.min(MOST, group.length); ; count = Math.max(LEAST, count >> 1)) {
      const [now, later] = split(group, count);
      const many = await this.#manyBodies(path, before, now);
      const added = (many?.text.length ?? 0) - before.length;
      if (count <= LEAST || added <= MOST_ADDED) return { many, now, later };
    }
  }

  #manyBodies(path: string, before: string, group: readonly Waiting[]): Promise<ManyBodies | undefined> {
    const edits = group.map(({ request }) => {
      const after = request.texts.get(path) ?? '';
      const { start, end, newEnd } = rangeBetween(before, after);
      return { start, end, text: after.slice(start, newEnd) };
    });
    const { syntax, unused } = this.#options;
    return syntax.beforeEdit(path, before, before, (root) => manyBodies(root, before, edits, unused(path)));
  }
}

type Found = Pick<TypesVerdict, 'status' | 'detail' | 'fresh' | 'before' | 'after'>;

function passed(before: TypesVerdict['before']): Found {
  return { status: 'passed', detail: 'no new error in 1 file', fresh: [], before, after: before };
}

function failed(fresh: readonly Diagnostic[]): Found {
  const [first] = fresh;
  const detail = `${first?.code} at ${first?.path}:${first?.line}: ${first?.message.split('\n', 1)[0]}`;
  return { status: 'failed', detail, fresh, before: new Map(), after: countByKey(fresh) };
}

/** An error of a copy, where it stands in the file with that edit alone. */
function moved(error: Diagnostic, shift: number, after: string): Diagnostic {
  const start = error.start + shift;
  return { ...error, start, end: error.end + shift, line: after.slice(0, start).split('\n').length };
}

function split<T>(all: readonly T[], at: number): readonly [readonly T[], readonly T[]] {
  return [all.slice(0, at), all.slice(at)];
}

/** The TypeScript file that is all a request changes and asks about. */
function pathOf({ request }: Waiting): string | undefined {
  const { texts, also = [] } = request;
  const [only, ...others] = texts;
  const isOne = only?.[1] !== undefined && others.length === 0 && also.length === 0 && TYPED.test(only[0]);
  return isOne ? only[0] : undefined;
}
