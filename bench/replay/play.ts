import type { Row } from './rows.ts';

/** The interface that a policy is played through; one instance for each stream of problems of a model. */
export interface ReplayPolicy {
  start(problem: Problem): void;
  decide(history: readonly Draw[]): Move;
  end(feedback: { readonly submitted: number | null; readonly correct: boolean | null }): void;
}

export interface Problem {
  readonly model: string;
  readonly d?: string | number | null | undefined;
  readonly g?: string | number | null | undefined;
  readonly t?: string | null | undefined;
  readonly f?: Readonly<Record<string, unknown>> | null | undefined;
  readonly cap: number;
  readonly mode: string;
  readonly price: number;
  readonly wrong: number;
}

export interface Draw {
  readonly pass: boolean;
  readonly out: string;
  readonly cost?: number | null | undefined;
}

export interface Move {
  readonly act: 'draw' | 'submit' | 'abstain';
  readonly i?: number;
  readonly p?: number;
}

export interface Terms {
  readonly mode: 'perfect' | 'visible';
  readonly cap: number;
  readonly price: number;
  readonly wrong: number;
  readonly feedback: number;
  readonly reps: number;
  /** Which problems count; the others are played and learned from. All unless given. */
  readonly counted?: (row: Row) => boolean;
}

/** One problem, played once. */
export interface Episode {
  readonly model: string;
  readonly draws: number;
  readonly submitted: boolean;
  /** Of the submission; false when there was none. */
  readonly right: boolean;
  /** What passes, in the order in which samples are drawn. */
  readonly visible: readonly number[];
  readonly hidden: readonly number[];
  /** Forecasts in perfect mode, by failures so far, as long as nothing passed. */
  readonly forecasts: readonly { readonly failures: number; readonly p: number; readonly came: boolean }[];
  readonly credence?: number;
}

/** Mulberry32: the shuffles are those of the scorer that the data came with. */
function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled(size: number, random: () => number): readonly number[] {
  const order = Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    const [a, b] = [order[i] ?? 0, order[j] ?? 0];
    order[i] = b;
    order[j] = a;
  }
  return order;
}

export function eligible(row: Row, terms: Pick<Terms, 'cap' | 'mode'>): boolean {
  return row.n >= Math.min(5, terms.cap) && (terms.mode === 'perfect' || row.vis?.length === row.n);
}

export function play(
  streams: ReadonlyMap<string, readonly Row[]>,
  make: (options: { readonly seed: number }) => ReplayPolicy,
  terms: Terms,
): readonly Episode[] {
  const episodes: Episode[] = [];
  for (const [model, rows] of streams) {
    for (let rep = 0; rep < terms.reps; rep += 1) {
      const random = seeded(1000 * rep + 7);
      const policy = make({ seed: rep });
      for (const row of rows) {
        const episode = playOne(model, row, policy, terms, random);
        if (terms.counted?.(row) !== false) episodes.push(episode);
      }
    }
  }
  return episodes;
}

function playOne(model: string, row: Row, policy: ReplayPolicy, terms: Terms, random: () => number): Episode {
  const order = shuffled(row.n, random).slice(0, Math.min(terms.cap, row.n));
  const hidden = order.map((i) => Number(row.hid[i]));
  const visible = terms.mode === 'visible' ? order.map((i) => Number(row.vis?.[i])) : hidden;
  const { d, g, t, f } = row;
  policy.start({
    model,
    d,
    g,
    t,
    f,
    cap: order.length,
    mode: terms.mode,
    price: terms.price,
    wrong: terms.wrong,
  });
  const history: Draw[] = [];
  const forecasts: { failures: number; p: number; came: boolean }[] = [];
  let submitted: number | null = null;
  let credence: number | undefined;
  for (;;) {
    const move = policy.decide(history);
    const k = history.length;
    if (terms.mode === 'perfect' && move.p !== undefined && k < Math.min(3, order.length)) {
      forecasts.push({ failures: k, p: move.p, came: hidden.slice(k).some(Boolean) });
    }
    if (move.act === 'draw' && k < order.length) {
      history.push(drawOf(row, order[k] ?? 0, visible[k] === 1, terms.mode));
      if (terms.mode === 'visible' || hidden[k] !== 1) continue;
      submitted = k;
    } else if (move.act === 'submit' && move.i !== undefined && move.i < k) {
      submitted = move.i;
      credence = move.p;
    }
    break;
  }
  const right = submitted !== null && hidden[submitted] === 1;
  const told = submitted !== null && random() < terms.feedback;
  policy.end({ submitted, correct: told ? right : null });
  return {
    model,
    draws: history.length,
    submitted: submitted !== null,
    right,
    visible,
    hidden,
    forecasts,
    ...(credence === undefined ? {} : { credence }),
  };
}

function drawOf(row: Row, sample: number, pass: boolean, mode: Terms['mode']): Draw {
  const letter = row.out?.[sample];
  const out = mode === 'perfect' ? (letter ?? (pass ? 'P' : 'F')) : pass ? 'V' : (letter ?? 'F');
  return { pass, out, cost: row.cost?.[sample] };
}
