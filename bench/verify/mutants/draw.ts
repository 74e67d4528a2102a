import type { Random } from '../../../src/belief/random.ts';
import type { Candidate } from '../../../src/loop/types.ts';
import { findSites } from './find-sites.ts';
import type { Site } from './site.ts';

interface Pool {
  readonly path: string;
  readonly text: string;
  /** By kind, so that the common kinds do not crowd out the rare ones. */
  readonly kinds: readonly (readonly Site[])[];
}

/** An endless supply of different mutants: files by their size, then kinds alike, then places alike. */
export class Mutants {
  readonly #pools: readonly Pool[];
  readonly #size: number;
  readonly #random: Random;
  readonly #drawn = new Set<string>();

  constructor(texts: ReadonlyMap<string, string>, random: Random) {
    this.#random = random;
    this.#pools = [...texts].map(([path, text]) => ({
      path,
      text,
      kinds: byKind(findSites(path, text)),
    }));
    this.#size = this.#pools.reduce((n, { text }) => n + text.length, 0);
  }

  /** Fewer than asked for when the places run out. */
  draw(count: number): readonly Candidate[] {
    const found: Candidate[] = [];
    for (let tries = 0; found.length < count && tries < 50 * count; tries += 1) {
      const candidate = this.#drawOne(this.#pickFile());
      if (candidate !== undefined) found.push(candidate);
    }
    return found;
  }

  /** One mutant of each file. */
  drawEach(): readonly Candidate[] {
    return this.#pools.flatMap((pool) => this.#drawOne(pool) ?? []);
  }

  #pickFile(): Pool | undefined {
    let left = this.#random() * this.#size;
    return this.#pools.find(({ text }) => {
      left -= text.length;
      return left < 0;
    });
  }

  /** Nothing when that mutant was drawn before. */
  #drawOne(pool: Pool | undefined): Candidate | undefined {
    const site = this.#pick(this.#pick(pool?.kinds ?? []) ?? []);
    if (pool === undefined || site === undefined) return undefined;
    const { path, text } = pool;
    const key = `${path}:${site.start}:${site.end}:${site.text}`;
    if (this.#drawn.has(key)) return undefined;
    this.#drawn.add(key);
    const line = text.slice(0, site.start).split('\n').length;
    const before = text.slice(site.start, site.end).replaceAll(/\s+/g, ' ').slice(0, 40);
    return {
      id: `mutant-${this.#drawn.size}`,
      skills: ['bench'],
      title: `${site.kind}: ${before} → ${site.text.slice(0, 40)} (${path}:${line})`,
      edits: [
        { kind: 'modify', path, replacements: [{ start: site.start, end: site.end, text: site.text }] },
      ],
      share: 0,
      why: 'a mutant of the bench',
    };
  }

  #pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.#random() * from.length)];
  }
}

function byKind(sites: readonly Site[]): readonly (readonly Site[])[] {
  const kinds = new Map<string, Site[]>();
  for (const site of sites) {
    const known = kinds.get(site.kind);
    if (known === undefined) kinds.set(site.kind, [site]);
    else known.push(site);
  }
  return [...kinds.values()];
}
