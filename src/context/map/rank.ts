import { contentWords, stem } from '../words.ts';
import { bm25 } from './bm25.ts';
import type { FileIndex, IndexedFile, Links } from './file-index.ts';
import { pageRank } from './page-rank.ts';
import type { Tag } from './tags.ts';

/** What the map is asked. */
export interface MapQuery {
  /** The request, the names of failing tests, their messages: whatever says in words what this is about. */
  readonly text: string;
  /** Files that matter already: of failing tests, of diagnostics, open ones; with how much, 0..1. */
  readonly places: readonly { readonly path: string; readonly weight: number; readonly why: string }[];
}

export interface RankedFile {
  readonly path: string;
  /** 0..1; the first has the highest. */
  readonly score: number;
  /** For a person, without a full stop. */
  readonly why: string;
  /** Its definitions, the most relevant first; scores are 0..1 among those of all files. */
  readonly symbols: readonly { readonly tag: Tag; readonly score: number }[];
}

/** What words that a file has count against where references lead. Chosen on the development commits of the bench. */
const LEXICAL = 0.6;
const LEXICAL_SEEDS = 5;
const LEXICAL_SEED = 0.4;
/** What it counts to lie in the folder of a place that matters. */
const NEARBY = 0.3;
/** Short walks: what is edited together is at most a few references apart, and in both directions alike. */
const WALK = { damping: 0.7, backwards: 1 };
const NAMED = 1;
/** A name that more files define than this says little when a request has it. */
const MOST_NAMED = 5;
const NO_LINKS: Links = { targets: new Int32Array(), names: new Int32Array(), weights: new Float32Array() };

/**
 * The files and definitions that matter most for a query: where references lead from what it names (personalised
 * PageRank), and what has its words (BM25). Files without any relation are absent.
 * @param limit files at most
 */
export function rankFiles(index: FileIndex, query: MapQuery, limit: number): readonly RankedFile[] {
  const { files } = index;
  const words = new Map<number, number>();
  for (const word of contentWords(query.text)) {
    const id = index.terms.find(stem(word));
    if (id !== undefined) words.set(id, 1);
  }
  const lexical = toOne(bm25(files, words));
  const seeds = new Float64Array(files.length);
  const why: string[] = [];
  const seed = (id: number, weight: number, reason: string): void => {
    seeds[id] = Math.max(seeds[id] ?? 0, weight);
    why[id] ??= reason;
  };
  for (const { path, weight, why: reason } of query.places) {
    const file = index.get(path);
    if (file !== undefined) seed(file.id, weight, reason);
  }
  for (const [name] of query.text.matchAll(/[\p{L}_$][\p{L}\p{N}_$]{2,}/gu)) {
    // A plain word is no name; `parsePrice`, `parse_price` and `Cart` may be.
    if (/^\p{Ll}+$/u.test(name)) continue;
    const id = index.names.find(name);
    const definers = id === undefined ? [] : [...index.definersOf(id)];
    if (definers.length > MOST_NAMED) continue;
    for (const definer of definers)
      seed(definer, NAMED / definers.length, `defines ${name}, which the request names`);
  }
  for (const id of best(lexical, LEXICAL_SEEDS))
    seed(id, LEXICAL_SEED * (lexical[id] ?? 0), 'has the words of the request');
  const links = files.map((file) => file?.links ?? NO_LINKS);
  const walked = toOne(pageRank(links, seeds, WALK));
  const scores = walked.map((rank, id) => {
    const path = files[id]?.path;
    if (path === undefined || (rank === 0 && (lexical[id] ?? 0) === 0)) return 0;
    return Math.sqrt(rank) + LEXICAL * (lexical[id] ?? 0) + NEARBY * nearness(path, query.places);
  });
  const top = best(scores, limit);
  const most = scores[top[0] ?? 0] ?? 1;
  const symbols = symbolScores(index, top, links, walked, words);
  return top.flatMap((id) => {
    const file = files[id];
    if (file === undefined) return [];
    return {
      path: file.path,
      score: (scores[id] ?? 0) / most,
      why: why[id] ?? 'near these by references',
      symbols: symbols(file),
    };
  });
}

/** How relevant the definitions of the best files are: what leads to their names, and the words in these. */
function symbolScores(
  index: FileIndex,
  top: readonly number[],
  links: readonly Links[],
  ranks: Float64Array,
  words: ReadonlyMap<number, number>,
): (file: IndexedFile) => RankedFile['symbols'] {
  const wanted = new Map(top.map((id) => [id, new Map<number, number>()]));
  links.forEach(({ targets, names, weights }, from) => {
    const rank = ranks[from] ?? 0;
    if (rank === 0) return;
    for (let k = 0; k < targets.length; k += 1) {
      const into = wanted.get(targets[k] ?? -1);
      const name = names[k] ?? -1;
      if (into !== undefined && name >= 0) into.set(name, (into.get(name) ?? 0) + rank * (weights[k] ?? 0));
    }
  });
  const most = Math.max(1e-9, ...[...wanted.values()].flatMap((into) => [...into.values()]));
  const stems = new Set([...words.keys()].map((id) => index.terms.textOf(id)));
  return (file) => {
    const into = wanted.get(file.id);
    return file.definitions
      .map((tag) => {
        const used = (into?.get(index.names.find(tag.name) ?? -1) ?? 0) / most;
        const named = contentWords(tag.name).filter((word) => stems.has(stem(word))).length;
        return { tag, score: Math.min(1, 0.6 * Math.sqrt(used) + 0.3 * Math.min(2, named) * 0.5 + 0.1) };
      })
      .toSorted((a, b) => b.score - a.score || a.tag.line - b.tag.line);
  };
}

/** Divided by the largest. */
function toOne(values: Float64Array): Float64Array {
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  return most > 0 ? values.map((value) => value / most) : values;
}

/** Places of the largest positive values, the largest first; the earlier of equal ones first. */
function best(values: Float64Array, limit: number): number[] {
  return Array.from(values, (value, id) => ({ value, id }))
    .filter(({ value }) => value > 1e-9)
    .sort((a, b) => b.value - a.value || a.id - b.id)
    .slice(0, limit)
    .map(({ id }) => id);
}

/** Share of the folders that a path has in common with the nearest place, by the place's weight; 0..1. */
function nearness(path: string, places: MapQuery['places']): number {
  const own = path.split('/').slice(0, -1);
  return places.reduce((most, place) => {
    const other = place.path.split('/').slice(0, -1);
    let same = 0;
    while (same < own.length && own[same] === other[same]) same += 1;
    return Math.max(most, (place.weight * (same + 1)) / (Math.max(own.length, other.length) + 1));
  }, 0);
}
