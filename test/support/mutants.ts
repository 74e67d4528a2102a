import { seededRandom } from '../../src/belief/random.ts';
import type { Candidate } from '../../src/loop/types.ts';
import { aCandidate } from './world.ts';

/** Small slips, as people make them. */
const SLIPS: readonly (readonly [from: RegExp, to: string])[] = [
  [/<=/g, '<'],
  [/ < /g, ' <= '],
  [/>=/g, '>'],
  [/===/g, '!=='],
  [/&&/g, '||'],
  [/\|\|/g, '&&'],
  [/ \+ /g, ' - '],
  [/ - /g, ' + '],
  [/\btrue\b/g, 'false'],
  [/\b0\b/g, '1'],
  [/\b1\b/g, '2'],
  [/\breturn (?=[\w(!])/g, 'return void '],
  [/'[^'\n]+'/g, "'slip'"],
  [/\bthrow new \w+\([^\n]*\);/g, ';'],
  [/\b(\w+)\.push\(/g, 'void $1.concat('],
];

/** Seeded candidates that each change one place of one file; the same seed gives the same ones. */
export function mutantsOf(path: string, text: string, count: number, seed: number): readonly Candidate[] {
  const random = seededRandom(seed);
  const all = SLIPS.flatMap(([from, to]) =>
    [...text.matchAll(from)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      text: match[0].replace(new RegExp(from.source), to),
    })),
  );
  const drawn: Candidate[] = [];
  while (drawn.length < count && all.length > 0) {
    const [replacement] = all.splice(Math.floor(random() * all.length), 1);
    if (replacement === undefined) break;
    const id = `${path}:${replacement.start}:${replacement.text}`;
    drawn.push(aCandidate(id, 0.01, { edits: [{ kind: 'modify', path, replacements: [replacement] }] }));
  }
  return drawn;
}
