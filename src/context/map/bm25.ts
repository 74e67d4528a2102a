import { type Counted, countOf } from './counted.ts';

/** A document as BM25 sees it. */
export interface Document {
  readonly terms: Counted;
  /** Occurrences of all terms. */
  readonly length: number;
}

const K1 = 1.2;
const B = 0.75;

/**
 * Okapi BM25 (Robertson and Zaragoza 2009), with the inverse document frequency that is never negative.
 * @param query weight per term's number
 * @returns a score for each document; 0 when it has none of the terms
 */
export function bm25(
  documents: readonly (Document | undefined)[],
  query: ReadonlyMap<number, number>,
): Float64Array {
  const present = documents.filter((document) => document !== undefined);
  const mean = present.reduce((sum, { length }) => sum + length, 0) / Math.max(1, present.length);
  const scores = new Float64Array(documents.length);
  for (const [term, weight] of query) {
    const counts = documents.map((document) => (document === undefined ? 0 : countOf(document.terms, term)));
    const holders = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
    const idf = Math.log(1 + (present.length - holders + 0.5) / (holders + 0.5));
    counts.forEach((count, i) => {
      if (count === 0) return;
      const norm = K1 * (1 - B + (B * (documents[i]?.length ?? 0)) / mean);
      scores[i] = (scores[i] ?? 0) + weight * idf * ((count * (K1 + 1)) / (count + norm));
    });
  }
  return scores;
}
